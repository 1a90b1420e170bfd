import 'server-only'
import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { looksLikeSvg, type SvgFault, svgFault } from './svg'
import { isWholePicture } from './whole-picture'

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

const MAX_INPUT_BYTES = 2 * 1024 * 1024
export const MAX_STORED_BYTES = 512 * 1024
const MAX_STORED_PIXELS = 2048
const MAX_INPUT_PIXELS = 24_000_000
const DRAWING_LIMIT_SECONDS = 30

/** Logos are drawn this high: three device pixels each at 56 px, more at the usual 28. */
const LOGO_HEIGHT = 168
const LOGO_WIDTH = 1200
const ICON_SIDE = 256

// Every other decoder is blocked, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadSvgBuffer',
  ],
})
sharp.cache(false)

type InputType = 'png' | 'jpeg' | 'webp' | 'svg'

/** The type by its first bytes; names and declared types prove nothing. */
function typeOf(bytes: Uint8Array): InputType | null {
  const starts = (signature: readonly number[], at = 0) =>
    signature.every((byte, index) => bytes[at + index] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts([0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'webp'
  return looksLikeSvg(bytes) ? 'svg' : null
}

type Size = { width: number; height: number }

/** The largest size of a kind that keeps the proportions of what was sent. */
function targetSize(kind: AssetKind, from: Size, canGrow: boolean): Size {
  const box =
    kind === 'logo'
      ? { width: LOGO_WIDTH, height: LOGO_HEIGHT }
      : kind === 'icon'
        ? { width: ICON_SIDE, height: ICON_SIDE }
        : { width: MAX_STORED_PIXELS, height: MAX_STORED_PIXELS }
  const fit = Math.min(box.width / from.width, box.height / from.height)
  const scale = canGrow ? fit : Math.min(1, fit)
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale))
  return { width: side(from.width), height: side(from.height) }
}

function encodings(kind: AssetKind, picture: Sharp): Sharp[] {
  // PNG for pictures that mails use too: not every mail program shows WebP.
  if (kind !== 'picture') {
    return [
      picture.clone().png({ compressionLevel: 9, effort: 10 }),
      picture.clone().png({ palette: true, effort: 10 }),
    ]
  }
  const smaller = picture.clone().resize(1280, 1280, { fit: 'inside', withoutEnlargement: true })
  return [
    ...[86, 74, 60].map((quality) => picture.clone().webp({ quality, effort: 5, smartSubsample: true })),
    smaller.webp({ quality: 60, effort: 5 }),
  ]
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
  try {
    return await draw(bytes, kind, type, limitSeconds)
  } catch (error) {
    return { ok: false, reason: isTimeUp(error) ? 'too-slow' : 'not-readable' }
  }
}

/** How sharp reports its own time limit; it has neither a class nor a code for it. */
const isTimeUp = (error: unknown) => error instanceof Error && /^timeout: \d+% complete/.test(error.message)

async function draw(
  bytes: Uint8Array,
  kind: AssetKind,
  type: InputType,
  limitSeconds: number,
): Promise<PrepareResult> {
  const reading = { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'error', sequentialRead: true } as const
  const metadata = await sharp(bytes, { ...reading, limitInputPixels: false }).metadata()
  if (metadata.format !== type) return { ok: false, reason: 'not-readable' }
  if (type !== 'svg' && !isWholePicture(bytes, type)) return { ok: false, reason: 'cut-off' }
  const from = metadata.autoOrient
  if (from.width * from.height > MAX_INPUT_PIXELS) return { ok: false, reason: 'too-many-pixels' }
  const size = targetSize(kind, from, type === 'svg')
  const density = type === 'svg' ? svgDensity(size.width / from.width) : 72
  let picture = sharp(bytes, { ...reading, density })
    .timeout({ seconds: limitSeconds })
    .autoOrient()
    .resize(size.width, size.height, { fit: 'fill' })
  if (kind === 'icon') {
    picture = picture.resize(ICON_SIDE, ICON_SIDE, { fit: 'contain', background: '#0000' })
  }
  for (const encoding of encodings(kind, picture)) {
    const { data, info } = await encoding.toBuffer({ resolveWithObject: true })
    if (data.length > MAX_STORED_BYTES) continue
    const hash = createHash('sha256').update(data).digest('hex')
    const contentType = kind === 'picture' ? 'image/webp' : 'image/png'
    return { ok: true, asset: { hash, contentType, bytes: data, width: info.width, height: info.height } }
  }
  return { ok: false, reason: 'too-large-stored' }
}

/** Dots per inch at which a drawing comes out in the size wanted; sharp takes 1 to 100 000. */
function svgDensity(scale: number): number {
  return Math.min(7_200, Math.max(1, 72 * scale))
}
