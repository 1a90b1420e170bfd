import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { type AssetKind, MAX_STORED_BYTES, type PreparedAsset } from './assets'
import { prepareAsset } from './prepare-asset'

const svg = (inside: string, attributes = 'width="100" height="40"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  )

const box = '<rect width="100" height="40" fill="#12305a"/>'

const raster = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a03020' } })

/** Noise that no encoder can shrink. */
function noise(width: number, height: number): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3)
  let seed = 1
  for (let index = 0; index < raw.length; index++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    raw[index] = seed >> 16
  }
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer()
}

async function taken(bytes: Uint8Array, kind: AssetKind = 'logo'): Promise<PreparedAsset> {
  const prepared = await prepareAsset(bytes, kind)
  if (!prepared.ok) throw new Error(prepared.reason)
  return prepared.asset
}

async function refusal(bytes: Uint8Array, kind: AssetKind = 'logo'): Promise<string> {
  const prepared = await prepareAsset(bytes, kind)
  return prepared.ok ? 'taken' : prepared.reason
}

/** A PNG that claims a size and holds almost no data. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length, 0)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), body.length + 4)
    return framed
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.alloc(1_000))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('a picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('in %s is taken and drawn anew', async (format) => {
    const sent = await raster(300, 100).toFormat(format).toBuffer()
    const asset = await taken(sent)
    expect(asset).toMatchObject({ contentType: 'image/png', width: 300, height: 100 })
    expect(asset.hash).toBe(createHash('sha256').update(asset.bytes).digest('hex'))
    expect(Buffer.from(asset.bytes).equals(sent)).toBe(false)
  })

  test('gets the same hash every time', async () => {
    expect((await taken(svg(box))).hash).toBe((await taken(svg(box))).hash)
  })

  test('as SVG becomes pixels, sharp at three times its height', async () => {
    expect(await taken(svg(box))).toMatchObject({ contentType: 'image/png', width: 420, height: 168 })
  })

  test('for a background becomes WebP within 2048 px and 512 KB', async () => {
    const asset = await taken(await raster(4_000, 2_000).jpeg().toBuffer(), 'picture')
    expect(asset).toMatchObject({ contentType: 'image/webp', width: 2_048, height: 1_024 })
  })

  test('that is too large to store is made smaller', async () => {
    const sent = await noise(1_400, 720)
    const asset = await taken(sent, 'picture')
    expect(sent.length).toBeGreaterThan(MAX_STORED_BYTES)
    expect(asset.bytes.length).toBeLessThanOrEqual(MAX_STORED_BYTES)
    expect(asset.width).toBe(1_280)
  })

  test('for an icon is square, whatever its shape', async () => {
    expect(await taken(svg(box), 'icon')).toMatchObject({ width: 256, height: 256 })
  })

  test('keeps neither its metadata nor what was hidden behind its end', async () => {
    const sent = await raster(64, 64)
      .withExif({ IFD0: { Copyright: 'secret-owner', ImageDescription: 'secret-place' } })
      .jpeg()
      .toBuffer()
    const asset = await taken(Buffer.concat([sent, Buffer.from('<script>alert(1)</script>')]))
    const metadata = await sharp(asset.bytes).metadata()
    expect([metadata.exif, metadata.icc, metadata.xmp]).toEqual([undefined, undefined, undefined])
    expect(Buffer.from(asset.bytes).includes('script')).toBe(false)
  })

  test('stands upright when its metadata says that it lies on its side', async () => {
    const sent = await raster(100, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await taken(sent)).toMatchObject({ width: 40, height: 100 })
  })
})

describe('a file', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['more than 2 MB', Buffer.alloc(2 * 1024 * 1024 + 1), 'too-many-bytes'],
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 'unsupported-type'],
    ['AVIF', Buffer.from('\0\0\0 ftypavif\0\0\0\0avifmif1'), 'unsupported-type'],
    ['HEIC', Buffer.from('\0\0\0 ftypheic\0\0\0\0heicmif1'), 'unsupported-type'],
    ['TIFF', Buffer.from('II*\0\0\0\0\0'), 'unsupported-type'],
    ['PDF', Buffer.from('%PDF-1.7'), 'unsupported-type'],
    ['HTML', Buffer.from('<!doctype html><svg onload=alert(1)>'), 'unsupported-type'],
    ['HTML with a comment', Buffer.from('<!-- <svg> --><html>'), 'unsupported-type'],
    ['a PNG of 50,000 × 50,000', pngClaiming(50_000, 50_000), 'too-many-pixels'],
    ['a truncated PNG', pngClaiming(200, 200), 'not-readable'],
    [
      'a PNG in name only',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), svg(box)]),
      'not-readable',
    ],
    ['an SVG that goes on for ever', svg(box, 'width="1000000" height="1000000"'), 'too-many-pixels'],
    ['an SVG without a size', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not-readable'],
  ] as const)('of %s is refused', async (_, bytes, reason) => {
    const started = performance.now()
    expect(await refusal(bytes)).toBe(reason)
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test.each([
    ['a script', svg('<script>alert(1)</script>'), 'svg-script'],
    [
      'a script by another prefix',
      svg('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'),
      'svg-script',
    ],
    ['foreign content', svg('<foreignObject><b>x</b></foreignObject>'), 'svg-script'],
    ['a handler', svg('<rect onload="alert(1)" width="1" height="1"/>'), 'svg-script'],
    ['a handler behind a bracket in quotes', svg('<rect id=">" onclick=\'x\'/>'), 'svg-script'],
    ['an animation', svg('<rect><animate attributeName="x"/></rect>'), 'svg-script'],
    ['a link that runs', svg('<a href="javascript:alert(1)">x</a>'), 'svg-script'],
    ['a link that runs, in disguise', svg('<a xlink:href="&#106;avascript:alert(1)">x</a>'), 'svg-script'],
    ['a picture from elsewhere', svg('<image href="https://evil.example/x.png"/>'), 'svg-external'],
    ['a picture from the disk', svg('<image xlink:href="file:///etc/passwd"/>'), 'svg-external'],
    [
      'an embedded picture',
      svg('<image href="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>'),
      'svg-external',
    ],
    ['a reference to another file', svg('<use href="other.svg#a"/>'), 'svg-external'],
    ['an address in a style', svg('<rect style="fill:url(https://evil.example/#a)"/>'), 'svg-external'],
    [
      'an address in a style, in disguise',
      svg('<rect style="fill:url(&#104;ttps://evil.example/)"/>'),
      'svg-external',
    ],
    ['an import', svg('<style>@import "https://evil.example/x.css";</style>'), 'svg-external'],
    [
      'a style sheet by instruction',
      Buffer.from('<?xml version="1.0"?><?xml-stylesheet href="x.css"?><svg/>'),
      'unsupported-type',
    ],
    [
      'a document type',
      Buffer.from('<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
      'svg-doctype',
    ],
    [
      'entities that multiply',
      Buffer.from(
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg width="1" height="1"><text>&b;</text></svg>',
      ),
      'svg-doctype',
    ],
    [
      'an entity from the disk',
      Buffer.from('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>'),
      'svg-doctype',
    ],
    ['bytes that are not UTF-8', Buffer.concat([svg(box), Buffer.from([0xff])]), 'svg-encoding'],
    [
      'another encoding',
      Buffer.from(`<?xml version="1.0" encoding="UTF-7"?>${svg(box).toString()}`),
      'svg-encoding',
    ],
    ['references that multiply', svg(`${'<use href="#a"/>'.repeat(65)}`), 'svg-too-complex'],
    ['elements without end', svg('<g/>'.repeat(5_001)), 'svg-too-complex'],
  ] as const)('of SVG with %s is refused', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason)
  })

  test('of SVG with gradients, masks and references inside itself is taken', async () => {
    const drawing = `<!-- drawn by hand -->
      <defs><linearGradient id="a"><stop stop-color="#fff"/></linearGradient><path id="b" d="M0 0h9v9z"/></defs>
      <rect width="100" height="40" fill="url(#a)"/><use xlink:href="#b"/>`
    expect((await taken(svg(drawing))).height).toBe(168)
  })
})

describe('the demo tenants', () => {
  const folder = fileURLToPath(new URL('../../tenants/assets/', import.meta.url))
  const drawings = readdirSync(folder).filter((name) => name.endsWith('.svg'))

  test.each(drawings)('have %s, which is taken and small', async (name) => {
    const kind = name.includes('icon') ? 'icon' : name.includes('logo') ? 'logo' : 'picture'
    const asset = await taken(readFileSync(`${folder}${name}`), kind)
    expect(asset.bytes.length).toBeLessThan(kind === 'picture' ? 80_000 : 16_000)
  })
})

describe('a picture that was cut off on the way', () => {
  const whole = {
    png: () => raster(60, 40).png().toBuffer(),
    jpeg: () => noise(60, 40),
    'progressive jpeg': () => raster(60, 40).jpeg({ progressive: true }).toBuffer(),
    webp: () => raster(60, 40).webp().toBuffer(),
  }

  test.each(Object.entries(whole))('%s is refused wherever it ends', async (_, make) => {
    const bytes = await make()
    expect(await refusal(bytes)).toBe('taken')
    // What stands behind the end of a picture belongs to nobody.
    expect(await refusal(Buffer.concat([bytes, Buffer.alloc(7)]))).toBe('taken')
    for (const missing of [1, 2, 9, Math.floor(bytes.length / 3)]) {
      const reason = await refusal(bytes.subarray(0, bytes.length - missing))
      expect(['cut-off', 'not-readable'], `${missing} bytes`).toContain(reason)
    }
  })
})

describe('what an SVG costs to draw is bounded', () => {
  const doubling = Array.from(
    { length: 30 },
    (_, level) => `<g id="g${level + 1}"><use href="#g${level}"/><use href="#g${level}"/></g>`,
  ).join('')
  test.each([
    [
      'references that double',
      `<defs><rect id="g0" width="1" height="1"/>${doubling}</defs><use href="#g30"/>`,
    ],
    ['a drawing inside itself', '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'],
    [
      'masks within masks',
      `<mask id="g0"><rect width="1" height="1"/></mask>${doubling.replaceAll('use href="', 'rect mask="url(').replaceAll('"/>', ')"/>')}`,
    ],
    [
      'turbulence',
      '<filter id="f"><feTurbulence numOctaves="9000"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    ],
    [
      'many blurs',
      `<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>${'<rect filter="url(#f)" width="9" height="9"/>'.repeat(40)}`,
    ],
    ['tiny dashes', '<path stroke="#000" stroke-dasharray="0.0001" d="M0 0h100"/>'],
  ])('%s', async (_, inside) => expect(await refusal(svg(inside))).toBe('svg-too-complex'))

  test('and a drawing with a shadow, gradients and sixty uses of a sign is taken', async () => {
    const uses = Array.from({ length: 60 }, (_, at) => `<use href="#s" x="${at}"/>`).join('')
    const inside = `<defs><circle id="s" r="1"/><linearGradient id="l"><stop/></linearGradient><filter id="f"><feDropShadow stdDeviation="1"/></filter></defs><rect width="100" height="40" fill="url(#l)" filter="url(#f)"/>${uses}`
    expect(await refusal(svg(inside))).toBe('taken')
  })
})

test('P11: a picture that took too long to draw is not called damaged, and one that is damaged is', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = await sharp({
    create: { width: 64, height: 64, channels: 3, background: '#123456', noise },
  })
    .png()
    .toBuffer()
  // The words are those of sharp, whose limit is in whole seconds.
  const slow = vi.spyOn(sharp.prototype as Sharp, 'timeout').mockImplementation(() => {
    throw new Error('timeout: 42% complete')
  })
  try {
    expect(await prepareAsset(picture, 'logo')).toEqual({ ok: false, reason: 'too-slow' })
  } finally {
    slow.mockRestore()
  }
  const damaged = Buffer.from(picture).fill(0, 200, 2_000)
  expect(await prepareAsset(damaged, 'logo')).toEqual({ ok: false, reason: 'not-readable' })
})
