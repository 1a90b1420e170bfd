import { openServerOrEmbedded } from '../lib/db/server-or-embedded'
import { makeServices } from '../lib/make-services'
import { applyConfiguredTenants } from '../lib/tenants/files/apply-at-start'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { fillAudit } from './audit-rows'
import { addTenants } from './many-tenants'

/** The part of `size.ts` that fills a database by the portal's code. */

const url = process.env.DATABASE_URL ?? ''
const [tenants, entries] = [Number(process.env.TENANTS), Number(process.env.ENTRIES)]
const services = makeServices(null, openServerOrEmbedded)
await applyConfiguredTenants(services.db.database, drawAnew)
await addTenants(url, tenants, 'northwind')
await fillAudit(await services.db.connection(), url, { tenants, entries })
process.send?.({ tenants, entries })
