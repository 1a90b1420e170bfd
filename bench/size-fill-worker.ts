import { makeServices } from '../lib/make-services'
import { applyConfiguredTenants } from '../lib/tenants/files/apply-at-start'
import { fillAudit } from './audit-rows'
import { addTenants } from './many-tenants'

/** The part of `size.ts` that fills a database by the portal's code. */

const url = process.env.DATABASE_URL ?? ''
const [tenants, entries] = [Number(process.env.TENANTS), Number(process.env.ENTRIES)]
const services = makeServices(null)
await applyConfiguredTenants(services.db.database)
await addTenants(url, tenants, 'northwind')
await fillAudit(await services.db.connection(), url, { tenants, entries })
process.send?.({ tenants, entries })
