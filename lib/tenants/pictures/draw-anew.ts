import 'server-only'
import { prepareAsset } from '../../brand/prepare-asset'
import { type Draw, sourceOf } from './known-drawings'

/** Without a time limit, so that a slow machine starts late instead of not at all. */
export const drawAnew: Draw = async (bytes, kind) => {
  const drawn = await prepareAsset(bytes, kind, { limitSeconds: 0 })
  return drawn.ok ? { ok: true, asset: { ...drawn.asset, source: sourceOf(bytes, kind) } } : drawn
}
