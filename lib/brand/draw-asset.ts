import 'server-only'
import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { type AssetKind, MAX_STORED_BYTES, type PrepareResult } from './assets'
import { isWholePicture } from './whole-picture'

const MAX_STORED_PIXELS = 2048
const MAX_INPUT_PIXELS = 24_000_000

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

export type InputType = 'png' | 'jpeg' | 'webp' | 'svg'

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

/** How sharp reports its own time limit; it has neither a class nor a code for it. */
const isTimeUp = (error: unknown) => error instanceof Error && /^timeout: \d+% complete/.test(error.message)

/**
 * Decodes a picture within limits and encodes it anew.
 *
 * @param limitSeconds how long one drawing may take; 0 for no limit
 */
export async function drawAsset(
  bytes: Uint8Array,
  kind: AssetKind,
  type: InputType,
  limitSeconds: number,
): Promise<PrepareResult> {
  try {
    return await draw(bytes, kind, type, limitSeconds)
  } catch (error) {
    return { ok: false, reason: isTimeUp(error) ? 'too-slow' : 'not-readable' }
  }
}

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
