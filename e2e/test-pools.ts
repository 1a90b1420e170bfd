import { createHash } from 'node:crypto'
import type { DemoLambdas } from '../scripts/demo-lambdas'
import { type DemoPool, demoPools } from '../scripts/demo-pools'

/** The same in every run, so that a copied database holds it already. */
const secretOf = (slug: string) =>
  createHash('sha256').update(`client secret of ${slug}`).digest('hex').slice(0, 48)

/** The demo tenants' pools as the tests have them. */
export const testPools = (baseUrl: string, lambdas?: DemoLambdas): DemoPool[] =>
  demoPools('tenants', baseUrl, { lambdas, secretOf })
