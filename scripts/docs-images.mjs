// Composes the README's two sheets, and those of docs/languages.md, and takes the trace of docs/operations.md, from the
// pictures that `npm run pictures` leaves in test-results/screens, or from another folder of such pictures; after the folder, sheets
// of languages can be named, and no other picture is touched. The console's pictures in docs/images are taken by hand.
import { copyFileSync } from 'node:fs'
import sharp from 'sharp'
import { COLUMNS, GAP, LANGUAGE_SHEETS, PAGE_ON_A_SHEET, sizeOfSheet } from './language-sheets.mjs'

const [screens = 'test-results/screens', ...only] = process.argv.slice(2)
const ROUNDED = 16
const ground = '#dfe2e7'

const corners = (width, height) =>
  Buffer.from(`<svg><rect width="${width}" height="${height}" rx="${ROUNDED}" ry="${ROUNDED}"/></svg>`)

/** One picture, cut to a size from its top, with round corners. */
async function card(file, width, height, scale) {
  const cut = await sharp(`${screens}/${file}`)
    .resize({ width: Math.round(width * scale) })
    .toBuffer({ resolveWithObject: true })
  const box = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const whole = await sharp(cut.data)
    .extract({ left: 0, top: 0, width: box.width, height: Math.min(box.height, cut.info.height) })
    .extend({ bottom: Math.max(0, box.height - cut.info.height), extendWith: 'copy' })
    .png()
    .toBuffer()
  const input = await sharp(whole)
    .composite([{ input: corners(box.width, box.height), blend: 'dest-in' }])
    .png()
    .toBuffer()
  return { input, ...box }
}

/** Lays pictures of one size in rows. */
async function sheet(target, files, columns, page) {
  const { width, height, scale } = page
  const cards = await Promise.all(files.map((file) => card(file, width, height, scale)))
  const [first] = cards
  const layers = cards.map(({ input }, index) => ({
    input,
    left: GAP + (index % columns) * (first.width + GAP),
    top: GAP + Math.floor(index / columns) * (first.height + GAP),
  }))
  await sharp({
    create: { ...sizeOfSheet(files.length, columns, page), channels: 3, background: ground },
  })
    .composite(layers)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(target)
}

for (const [name, tags] of Object.entries(LANGUAGE_SHEETS)) {
  if (only.length > 0 && !only.includes(name)) continue
  await sheet(
    `docs/images/languages-${name}.png`,
    tags.map((tag) => `languages/reset/${tag}.png`),
    COLUMNS,
    PAGE_ON_A_SHEET,
  )
}

if (only.length === 0) {
  await sheet(
    'docs/images/brands.png',
    [
      'northwind/forgot-1440-light.png',
      'panaderia-sol-es/forgot-1440-light.png',
      'kumo-ja/forgot-1440-dark.png',
      'al-manar/forgot-1440-light.png',
    ],
    2,
    { width: 1440, height: 900, scale: 0.6 },
  )
  await sheet(
    'docs/images/phone.png',
    ['forgot', 'sent', 'reset-typing', 'done'].map((state) => `northwind/${state}-360-light.png`),
    4,
    { width: 360, height: 800, scale: 1 },
  )
  copyFileSync(`${screens}/trace-of-a-reset.svg`, 'docs/images/trace-of-a-reset.svg')
}
