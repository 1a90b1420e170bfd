/** What a person calls a value of a brand, from its path: `colour/light/onAccent` is "Colour, light: label on accent". */

import { say } from './generated/texts'

const spaced = (name: string) =>
  say.find('texts.brand.values', name) ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

export function pathLabel(path: string): string {
  const [first = '', ...rest] = path.split('/')
  const last = rest.pop()
  const section = [say.find('texts.brand.sections', first) ?? first, ...rest.map(spaced)].join(', ')
  if (last === undefined) return section
  return say('texts.brand.label', { section, name: first === 'words' ? last : spaced(last) })
}

/** A value in one short line; the caller shows colours and pictures themselves. */
export function valueText(value: unknown): string {
  if (value === undefined) return say('texts.brand.default')
  if (typeof value === 'object' && value !== null) {
    if ('hash' in value) return say('texts.brand.picture', { hash: String(value.hash).slice(0, 8) })
    return 'kind' in value ? String(value.kind) : say('texts.brand.several')
  }
  return String(value)
}
