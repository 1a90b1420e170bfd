import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tenantJsonSchema } from './json-schema'

test('the published tenant.schema.json is what the portal reads tenant files with (npx tsx scripts/write-schema.ts)', () => {
  const file = fileURLToPath(new URL('../../../tenant.schema.json', import.meta.url))
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(tenantJsonSchema())))
})
