import 'server-only'
import { type AssetKind, MAX_INPUT_BYTES, type PrepareResult } from './assets'
import type { InputType } from './draw-asset'
import { looksLikeSvg, svgFault } from './svg'

const DRAWING_LIMIT_SECONDS = 30

/** The type by its first bytes; names and declared types prove nothing. */
function typeOf(bytes: Uint8Array): InputType | null {
  const starts = (signature: readonly number[], at = 0) =>
    signature.every((byte, index) => bytes[at + index] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts([0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'webp'
  return looksLikeSvg(bytes) ? 'svg' : null
}

/**
 * Turns an uploaded file into one that is safe to serve: its type read from the bytes, decoded within limits,
 * re-encoded without metadata, at most 512 KB and 2048 px. Larger pictures are scaled down; a refusal says why.
 *
 * @param options.limitSeconds how long one drawing may take; 0 for no limit, where nobody waits for it
 */
export async function prepareAsset(
  bytes: Uint8Array,
  kind: AssetKind,
  { limitSeconds = DRAWING_LIMIT_SECONDS }: { limitSeconds?: number } = {},
): Promise<PrepareResult> {
  if (bytes.length === 0) return { ok: false, reason: 'empty' }
  if (bytes.length > MAX_INPUT_BYTES) return { ok: false, reason: 'too-many-bytes' }
  const type = typeOf(bytes)
  if (!type) return { ok: false, reason: 'unsupported-type' }
  const fault = type === 'svg' ? svgFault(bytes) : null
  if (fault) return { ok: false, reason: fault }
  // The library for pictures takes longer to load than most pages to draw, and few processes ever need it.
  const { drawAsset } = await import('./draw-asset')
  return drawAsset(bytes, kind, type, limitSeconds)
}
