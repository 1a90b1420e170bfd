import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tenantJsonSchema } from '../lib/tenants/files/json-schema'

/** Writes `tenant.schema.json` from the schema that the portal itself reads tenant files with. */
const file = fileURLToPath(new URL('../tenant.schema.json', import.meta.url))
writeFileSync(file, JSON.stringify(tenantJsonSchema(), null, 2))
execFileSync('npx', ['biome', 'format', '--write', file], { stdio: 'inherit' })
