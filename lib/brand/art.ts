import { contrast, TEXT_RATIO } from './contrast'
import type { Art } from './schema'

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** What a colour looks like through a veil of another, composited in sRGB as browsers do. */
function through(veil: string, alpha: number, below: string): string {
  const bottom = channels(below)
  const mixed = channels(veil).map((channel, index) =>
    Math.round(channel * alpha + (bottom[index] ?? 0) * (1 - alpha)),
  )
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** The colours that may be behind the tagline: for a picture, which may be anything, white and black. */
function coloursOf(art: Art): string[] {
  if (art.kind === 'picture') return ['#ffffff', '#000000']
  if (art.kind === 'pattern') return [art.background, art.ink]
  return [art.from, art.to, ...(art.via ? [art.via] : [])]
}

const baseOf = (art: Art) => (art.kind === 'gradient' ? art.to : art.background)

/** The tagline's colour and the thinnest veil under it that keeps WCAG 2.2 AA over every part of the art. */
export function taglineOn(art: Art): { text: string; veil: string; alpha: number } {
  const veil = baseOf(art)
  const text = contrast(veil, '#ffffff') >= TEXT_RATIO ? '#ffffff' : '#000000'
  const below = coloursOf(art)
  for (let step = 0; step <= 50; step++) {
    const alpha = step / 50
    if (below.every((hex) => contrast(text, through(veil, alpha, hex)) >= TEXT_RATIO))
      return { text, veil, alpha }
  }
  return { text, veil, alpha: 1 }
}

function imageOf(art: Art, assetBase: string): { image: string; size: string; position: string } {
  if (art.kind === 'gradient') {
    const stops = [art.from, ...(art.via ? [art.via] : []), art.to].join(',')
    return { image: `linear-gradient(${art.angle ?? 160}deg,${stops})`, size: 'cover', position: '0 0' }
  }
  if (art.kind === 'picture') {
    const { x, y } = art.focal ?? { x: 50, y: 50 }
    return { image: `url(${assetBase}/${art.picture.hash})`, size: 'cover', position: `${x}% ${y}%` }
  }
  const { ink } = art
  switch (art.pattern) {
    case 'dots':
      return { image: `radial-gradient(${ink} 1.5px,#0000 2px)`, size: '24px 24px', position: '0 0' }
    case 'grid':
      return {
        image: `linear-gradient(${ink} 1px,#0000 0),linear-gradient(90deg,${ink} 1px,#0000 0)`,
        size: '40px 40px',
        position: '0 0',
      }
    case 'rings':
      return {
        image: `repeating-radial-gradient(circle at 20% 110%,#0000 0 38px,${ink} 39px 40px)`,
        size: 'cover',
        position: '0 0',
      }
    case 'rays':
      return {
        image: `repeating-conic-gradient(from 0deg at 50% 115%,${ink} 0 4deg,#0000 4.2deg 11.8deg,${ink} 12deg)`,
        size: 'cover',
        position: '0 0',
      }
  }
}

const hexByte = (ratio: number) =>
  Math.ceil(ratio * 255)
    .toString(16)
    .padStart(2, '0')

/** The custom properties of the brand panel in the `split` layout. */
export function artTokens(art: Art, assetBase: string): Record<string, string> {
  const { image, size, position } = imageOf(art, assetBase)
  const { text, veil, alpha } = taglineOn(art)
  return {
    '--art': image,
    '--art-size': size,
    '--art-position': position,
    '--art-base': baseOf(art),
    '--art-text': text,
    '--art-veil': `${veil}${hexByte(alpha)}`,
    '--art-veil-edge': `${veil}00`,
  }
}
