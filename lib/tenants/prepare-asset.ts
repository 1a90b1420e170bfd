import 'server-only'
import type { PrepareAsset } from './brand-files'

export const prepareTenantAsset: PrepareAsset = async () => {
  throw new Error('cannot be read yet')
}
