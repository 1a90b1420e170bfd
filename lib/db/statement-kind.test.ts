import { expect, test } from 'vitest'
import { kindOfStatement } from './statement-kind'

test.each([
  ['select "id" from "tenants" where "slug" = $1', 'select', 'tenants'],
  ['insert into "audit" ("id") values ($1)', 'insert', 'audit'],
  ['UPDATE confirmations set outcome = $1', 'update', 'confirmations'],
  ['delete from limits where key = $1', 'delete', 'limits'],
  ['with due as (select 1 from takes) select 1', 'with', 'takes'],
  ['select take_limits($1)', 'select', null],
  ['begin', 'begin', null],
  ['commit', 'commit', null],
  ['set statement_timeout = 5', 'other', null],
  ['', 'other', null],
])('%j is %s on %s', (text, operation, table) => {
  expect(kindOfStatement(text)).toEqual({ operation, table })
})
