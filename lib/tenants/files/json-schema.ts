import { z } from 'zod'
import { JSON_SCHEMA_OPTIONS } from '../../brand/schema'
import { TenantFileSchema } from '../schema'

/**
 * The content of `tenant.schema.json`, for editors. The portal itself checks more, such as reserved names and whether
 * the pool is in its region.
 */
export function tenantJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(TenantFileSchema, JSON_SCHEMA_OPTIONS)
  return { $schema, title: 'Rekey tenant', description: 'One tenant of a Rekey portal.', ...schema }
}
