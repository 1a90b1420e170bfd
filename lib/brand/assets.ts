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

/** What to tell whoever sent a file that was refused. */
export const ASSET_FAULTS: Record<AssetFault, string> = {
  empty: 'is empty',
  'too-many-bytes': 'is larger than 2 MB',
  'unsupported-type': 'is not a PNG, JPEG, WebP or SVG picture',
  'too-many-pixels': 'has more than 24 million pixels',
  'not-readable': 'is damaged or not what it claims to be',
  'too-slow': 'took too long to draw here, which says nothing against it: try again, or simplify it',
  'cut-off': 'ends before the picture does: it was cut off on the way',
  'too-large-stored': 'stays larger than 512 KB even when it is made smaller',
  'svg-encoding': 'is an SVG that is not UTF-8',
  'svg-doctype': 'is an SVG with a document type or entities: save it without them',
  'svg-script': 'is an SVG with a script, an animation or foreign content: save it as a plain drawing',
  'svg-external': 'is an SVG that refers to something outside the file: embed it as shapes',
  'svg-too-complex': 'is an SVG with too many elements or references: simplify it',
}

export type PrepareResult = { ok: true; asset: PreparedAsset } | { ok: false; reason: AssetFault }

export const MAX_INPUT_BYTES = 2 * 1024 * 1024
export const MAX_STORED_BYTES = 512 * 1024
