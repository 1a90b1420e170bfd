/** What a person calls a value of a brand, from its path: `colour/light/onAccent` is "Colour, light: label on accent". */

const SECTIONS: Record<string, string> = {
  identity: 'Identity',
  colour: 'Colour',
  type: 'Type',
  shape: 'Shape',
  layout: 'Layout',
  words: 'Words',
  links: 'Links',
  mail: 'Mail',
}

const NAMES: Record<string, string> = {
  productName: 'product name',
  legalName: 'legal name',
  logoHeight: 'logo height',
  alt: 'description of the logo',
  onAccent: 'label on accent',
  border: 'input border',
  headingWeight: 'heading weight',
  kind: 'layout',
  senderName: 'sender name',
}

const spaced = (name: string) => NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

export function pathLabel(path: string): string {
  const [first = '', ...rest] = path.split('/')
  const last = rest.pop()
  const section = [SECTIONS[first] ?? first, ...rest.map(spaced)].join(', ')
  if (last === undefined) return section
  return `${section}: ${first === 'words' ? last : spaced(last)}`
}

/** A value in one short line; the caller shows colours and pictures themselves. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'default'
  if (typeof value === 'object' && value !== null) {
    if ('hash' in value) return `picture ${String(value.hash).slice(0, 8)}`
    return 'kind' in value ? String(value.kind) : 'several values'
  }
  return String(value)
}
