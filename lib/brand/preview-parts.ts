/**
 * The parts of a page, each with the values of a brand that shape it, the likeliest first. Where
 * several selectors meet, the first is the part. Pure; the pages in the editor's preview are searched by it.
 */

type Seen = {
  readonly side: 'light' | 'dark'
  readonly locale: string
  /** The key of the text that was pressed, which tells the footer's links apart. */
  readonly word: string | null
}

export type Part = {
  /** As the editor's catalogue has it. */
  readonly name: string
  readonly selector: string
  /** Its words are the likeliest thing to be changed. */
  readonly isText?: true
  readonly controls: (seen: Seen) => readonly string[]
}

const colours =
  (...roles: readonly string[]) =>
  ({ side }: Seen) =>
    roles.map((role) => `colour/${side}/${role}`)

const LINKS = ['help', 'privacy', 'terms', 'imprint', 'accessibility']
const linkOf = (word: string | null) => {
  const name = word?.replace(/^common\./, '') ?? ''
  return `links/${LINKS.includes(name) ? name : 'help'}`
}

export const PARTS: readonly Part[] = [
  {
    name: 'logo',
    selector: '.brand .logo, .brand picture',
    controls: ({ side }) => [`identity/logo/${side}`, 'identity/logoHeight'],
  },
  {
    name: 'productName',
    selector: '.wordmark',
    controls: (seen) => ['identity/productName', 'identity/logo/light', ...colours('text')(seen)],
  },
  {
    name: 'tagline',
    selector: '.tagline',
    controls: ({ locale }) => [`layout/tagline/${locale}`, 'layout/art'],
  },
  {
    name: 'art',
    selector: '.art',
    controls: ({ locale }) => ['layout/art', 'layout/kind', `layout/tagline/${locale}`],
  },
  {
    name: 'legalName',
    selector: '.legal',
    controls: (seen) => ['identity/legalName', ...colours('muted')(seen)],
  },
  {
    name: 'linkFooter',
    selector: '.foot nav a',
    controls: (seen) => [linkOf(seen.word), ...colours('muted')(seen)],
  },
  { name: 'languages', selector: '.languages', controls: colours('muted') },
  {
    name: 'secondButton',
    selector: '.button[data-variant="secondary"]',
    controls: (seen) => [...colours('border', 'text')(seen), 'shape/radius'],
  },
  {
    name: 'mainButton',
    selector: '.button',
    controls: (seen) => [...colours('accent', 'onAccent')(seen), 'shape/radius'],
  },
  { name: 'link', selector: '.link, .page a', controls: colours('link') },
  {
    name: 'field',
    selector: '.field input, .reveal',
    controls: (seen) => [...colours('border', 'panel', 'focus')(seen), 'shape/radius'],
  },
  {
    name: 'warning',
    selector: '.alert[data-tone="warning"], .field-hint, .notice[data-tone="warning"]',
    controls: colours('warning'),
  },
  { name: 'error', selector: '.alert, .field-error', controls: colours('error') },
  {
    name: 'goodNews',
    selector: '.notice[data-tone="success"], .rules [data-met="true"]',
    controls: colours('success'),
  },
  {
    name: 'heading',
    selector: 'h1',
    isText: true,
    controls: (seen) => [
      'type/heading',
      'type/headingWeight',
      ...colours('text')(seen),
      'type/scale',
      'layout/align',
    ],
  },
  {
    name: 'text',
    selector: '.lead, .note, .help, .rules, .rules-title, .steps, .username',
    isText: true,
    controls: (seen) => [...colours('muted')(seen), 'type/body', 'type/scale'],
  },
  {
    name: 'label',
    selector: 'label',
    isText: true,
    controls: (seen) => [...colours('text')(seen), 'type/body', 'type/scale'],
  },
  {
    name: 'panel',
    selector: '[data-layout="card"] .page',
    controls: (seen) => [
      ...colours('panel')(seen),
      'layout/kind',
      'shape/radius',
      'shape/shadow',
      'shape/density',
      'layout/align',
    ],
  },
  {
    name: 'page',
    selector: '.shell',
    controls: (seen) => [...colours('canvas')(seen), 'layout/kind', 'layout/align'],
  },
]

/** The selectors of all parts, for the outline under the pointer. */
export const EVERY_PART = PARTS.map(({ selector }) => selector).join(',')

/** The part that an element is, whatever is around it. */
export const partOf = (element: { matches(selector: string): boolean }): Part | null =>
  PARTS.find(({ selector }) => element.matches(selector)) ?? null

/** The selectors of the parts that a value of a brand shapes; none for colours, whose use is measured. */
export function selectorsOf(path: string, seen: Omit<Seen, 'word'>): string[] {
  const word = path.startsWith('links/') ? `common.${path.slice('links/'.length)}` : null
  return PARTS.filter(({ controls }) => controls({ ...seen, word }).includes(path)).map(
    ({ selector }) => selector,
  )
}

/** A state of the pages that uses a colour, for those that most pages don't. */
export const STATE_WITH_COLOUR: Readonly<
  Record<string, 'password-rejected' | 'done' | 'unknown' | undefined>
> = { error: 'password-rejected', success: 'done', warning: 'unknown' }
