import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from './schema'
import { openTestDatabase } from './test-database'

test('smoke', async () => {
  const c = await openTestDatabase()
  console.log(
    await c.query(
      'select table_name, column_name from information_schema.columns where table_schema=$1 order by 1,2',
      ['public'],
    ),
  )
})
