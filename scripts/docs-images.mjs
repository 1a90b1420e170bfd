// Composes the README's two sheets, and those of docs/languages.md, and takes the trace of docs/operations.md, from the
// pictures that `npm run pictures` leaves in test-results/screens, or from another folder of such pictures. The console's pictures in docs/images are taken by hand.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'

const screens = process.argv[2] ?? 'test-results/screens'
const GAP = 16
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
async function sheet(target, files, columns, { width, height, scale }) {
  const cards = await Promise.all(files.map((file) => card(file, width, height, scale)))
  const [first] = cards
  const rows = Math.ceil(cards.length / columns)
  const layers = cards.map(({ input }, index) => ({
    input,
    left: GAP + (index % columns) * (first.width + GAP),
    top: GAP + Math.floor(index / columns) * (first.height + GAP),
  }))
  await sharp({
    create: {
      width: GAP + columns * (first.width + GAP),
      height: GAP + rows * (first.height + GAP),
      channels: 3,
      background: ground,
    },
  })
    .composite(layers)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(target)
}

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

/** Scripts that are looked at together; any other gets a sheet of its own. */
const FAMILIES = {
  Latn: 'latin',
  Cyrl: 'cyrillic-greek',
  Grek: 'cyrillic-greek',
  Arab: 'right-to-left',
  Aran: 'right-to-left',
  Hebr: 'right-to-left',
  Deva: 'indic',
  Beng: 'indic',
  Taml: 'indic',
  Telu: 'indic',
  Thai: 'east-asian',
  Jpan: 'east-asian',
  Kore: 'east-asian',
  Hans: 'east-asian',
  Hant: 'east-asian',
}
const LANGUAGES_ON_A_SHEET = 10

const tags = readdirSync(`${screens}/languages/reset`).map((file) => file.replace('.png', ''))
const families = new Map()
for (const tag of tags.sort()) {
  const { script } = JSON.parse(readFileSync(`messages/${tag}/meta.json`, 'utf8'))
  const family = FAMILIES[script] ?? script
  families.set(family, [...(families.get(family) ?? []), tag])
}
for (const [family, members] of families) {
  const sheets = Math.ceil(members.length / LANGUAGES_ON_A_SHEET)
  for (let index = 0; index < sheets; index++) {
    const some = members.slice(index * LANGUAGES_ON_A_SHEET, (index + 1) * LANGUAGES_ON_A_SHEET)
    await sheet(
      `docs/images/languages-${family}${sheets > 1 ? `-${index + 1}` : ''}.png`,
      some.map((tag) => `languages/reset/${tag}.png`),
      Math.min(some.length, 5),
      { width: 360, height: 920, scale: 0.75 },
    )
  }
}

copyFileSync(`${screens}/trace-of-a-reset.svg`, 'docs/images/trace-of-a-reset.svg')
