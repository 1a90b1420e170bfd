/** For tests: the columns of an entry. */
export const COLUMNS = [
  'entry_id',
  'at',
  'tenant_id',
  'event',
  'outcome',
  'username_tag',
  'address',
  'support_code',
  'cognito_request_id',
  'brand_revision',
  'locale',
  'flow',
  'details',
]

/** Other than what it was, whatever it was. */
const CHANGED: Record<string, string> = {
  entry_id: 'gen_random_uuid()',
  at: `at + interval '1 microsecond'`,
  tenant_id: 'gen_random_uuid()',
  details: `coalesce(details, '{}') || '{"more": null}'`,
}
/** For tests: an expression for another value of a column. */
export const changed = (column: string) => CHANGED[column] ?? `coalesce(${column}, '') || 'x'`

/** For tests: statements after which an entry is missing, changed, or another one is put in; each takes its id. */
export const MOVES = [
  'delete from audit where id = $1',
  `with one as (delete from audit where id = $1 returning *)
   insert into audit (id, entry_id, at, event) overriding system value select id, gen_random_uuid(), at, event from one`,
  `update audit set at = at - interval '2 months' where id = $1`,
  `update audit set id = default where id = $1`,
]
