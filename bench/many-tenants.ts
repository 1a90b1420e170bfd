import { Client } from 'pg'

/** Tenants in numbers, each a copy of one that was applied from its file, with names and hosts of their own. */

export const slugOf = (number: number) => `tenant-${number}`
export const hostOf = (number: number) => `reset-${number}.example`

const KINDS = `(array['Bank', 'Energy', 'Clinic', 'Insurance', 'Airways', 'Bakery', 'Logistics', 'University'])`
const ID = `('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

/** Placeholders: how many, and the slug of the one that is copied. */
const COPY = [
  `insert into tenants (id, slug, name, status, config, brand, revision, applied_revision, applied_brand, created_at, updated_at)
  select ${ID}, 'tenant-' || n, named.name, case when n % 50 = 49 then 'paused' else status end, config,
    jsonb_set(brand, '{identity,productName}', to_jsonb(named.name)), md5(n::text), md5(n::text), applied_brand,
    now() - make_interval(mins => n % 500000), now() - make_interval(mins => (n * 7919) % 500000)
  from tenants, generate_series(0, $1::integer - 1) as n,
    lateral (select initcap(left(md5(n::text), 7)) || ' ' || ${KINDS}[1 + n % 8] || ' ' || n as name) as named
  where slug = $2`,
  `insert into tenant_hosts (host, tenant_id, verified_at)
  select 'reset-' || n || '.example', ${ID}, now() from generate_series(0, $1::integer - 1) as n`,
  `insert into tenant_secrets (tenant_id, position, sealed, fingerprint)
  select ${ID}, position, sealed, fingerprint
  from tenant_secrets join tenants on tenants.id = tenant_id, generate_series(0, $1::integer - 1) as n where slug = $2`,
  `insert into brand_revisions (tenant_id, hash, content, created_by)
  select tenants.id, md5(slug), brand, 'file' from tenants where slug like 'tenant-%' and $1::integer > 0`,
  `insert into brand_publications (tenant_id, revision, published_by)
  select tenant_id, hash, created_by from brand_revisions where $1::integer > 0`,
  `insert into brand_drafts (tenant_id, content, base_revision, version, updated_by)
  select id, case when n % 2 = 0 then brand else '{}' end, md5(slug), 1, 'somebody'
  from tenants, generate_series(0, $1::integer - 1, 100) as n where slug = 'tenant-' || n`,
  `insert into doctor_results (tenant_id, told_to, at, faults, warnings, checks)
  select ${ID}, told_to, now() - make_interval(mins => n % 1200), case when n % 100 = 7 then 1 else 0 end, n % 3, '[]'
  from generate_series(0, $1::integer - 1) as n, (values ('operator'), ('owner')) as told (told_to) where n % 200 <> 3`,
  `update doctor_turns set taken_at = results.at, has_faults = results.faults > 0 from doctor_results as results
  where results.tenant_id = doctor_turns.tenant_id and told_to = 'operator' and $1::integer > 0`,
  `insert into rate_limits (key, points, expire)
  select 'askPerUser:' || ${ID} || ':' || left(md5(kind::text), 22), 1,
    (extract(epoch from now() + interval '1 day') * 1000)::bigint
  from generate_series(0, $1::integer - 1) as n, generate_series(1, 20) as kind`,
]

/** @param like the slug of the one that is copied, pictures apart */
export async function addTenants(url: string, count: number, like: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  for (const statement of COPY) {
    await client.query(statement, statement.includes('$2') ? [count, like] : [count])
  }
  await client.end()
}
