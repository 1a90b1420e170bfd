import 'server-only'
import type { SvgFault } from './svg'

export type AssetKind = 'logo' | 'icon' | 'picture'

export type PreparedAsset = {
  /** SHA-256 of the bytes, in hex: the name it is stored and served under. */
  hash: string
  contentType: 'image/png' | 'image/webp'
  bytes: Uint8Array
  width: number
  height: number
}

export type AssetFault =
  | 'empty'
  | 'too-many-bytes'
  | 'unsupported-type'
  | 'too-many-pixels'
  | 'not-readable'
  | 'too-slow'
  | 'cut-off'
  | 'too-large-stored'
  | SvgFault

export type PrepareResult = { ok: true; asset: PreparedAsset } | { ok: false; reason: AssetFault }

export const MAX_INPUT_BYTES = 2 * 1024 * 1024
export const MAX_STORED_BYTES = 512 * 1024
