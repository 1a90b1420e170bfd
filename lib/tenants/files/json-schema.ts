import { z } from 'zod'
import { JSON_SCHEMA_OPTIONS } from '../../brand/schema'
import { TenantFileSchema } from '../schema'

/**
 * What `tenant.schema.json` holds, for editors. The portal itself checks more, such as reserved names and that
 * the pool lies in its region.
 */
export function tenantJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(TenantFileSchema, JSON_SCHEMA_OPTIONS)
  return { $schema, title: 'Rekey tenant', description: 'One tenant of a Rekey portal.', ...schema }
}
