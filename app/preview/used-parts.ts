import { selectorsOf } from '@/lib/brand/preview-parts'

/** Finds the elements of a page that use a value of its brand. A colour is measured, since a style sheet may use it anywhere. */

/** No colour of a brand; where one is, it is seen all the same, for it is compared with the one before. */
const PROBE = '#fe02fd'

/** What follows a colour wherever it goes; the outer ones where they are the same tone. */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  canvas: ['--canvas', '--page'],
  panel: ['--panel', '--page'],
  text: ['--text', '--outer-text'],
  muted: ['--muted', '--outer-muted'],
  accent: ['--accent', '--accent-hover'],
  onAccent: ['--on-accent'],
  link: ['--link'],
  border: ['--border'],
  error: ['--error', '--error-tint'],
  success: ['--success', '--success-tint'],
  warning: ['--warning', '--warning-tint'],
}

/** A ring is there only while something has the focus: around whatever may have it. */
const CAN_HAVE_FOCUS = 'a[href], button:not([hidden]), input:not([type="hidden"]), summary'

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const

/** The colours that an element paints itself with; what it hands on to its children is theirs. */
function paintOf(element: Element): string {
  const style = getComputedStyle(element)
  const edges = SIDES.map((side) =>
    style[`border${side}Width`] === '0px' ? '' : style[`border${side}Color`],
  ).join()
  const hasText = [...element.childNodes].some(
    ({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim(),
  )
  const isWritten = hasText || element.matches('input, .icon, [data-met]')
  return [
    style.backgroundColor,
    edges,
    isWritten ? style.color : '',
    style.boxShadow.includes('inset') ? style.boxShadow : '',
  ].join('|')
}

function elementsOfColour(page: HTMLElement, role: string): Element[] {
  const { documentElement: html } = document
  if (role === 'focus') return [...page.querySelectorAll(CAN_HAVE_FOCUS)]
  const [own = '', ...others] = FOLLOWERS[role] ?? []
  const read = (name: string) => getComputedStyle(html).getPropertyValue(name).trim()
  const tone = read(own)
  const names = [own, ...others.filter((name) => read(name) === tone || /-(tint|hover)$/.test(name))]
  const all = [html, ...page.querySelectorAll('*')]
  // A colour that fades would still be the old one.
  html.dataset.probed = ''
  const before = all.map(paintOf)
  for (const name of names) html.style.setProperty(name, PROBE)
  const after = all.map(paintOf)
  for (const name of names) html.style.removeProperty(name)
  void html.offsetWidth
  delete html.dataset.probed
  const used = all.filter((_, index) => before[index] !== after[index])
  // The root can't be outlined: its frame stands for it.
  return used.flatMap((element) => (element === html ? [...page.querySelectorAll('.shell')] : [element]))
}

/** Marks the elements that use a value, by its path, and none where it is null; says how many there are. */
export function markUsed(page: HTMLElement, path: string | null, locale: string): number {
  const [, side, role = ''] = /^colour\/(light|dark)\/(\w+)$/.exec(path ?? '') ?? []
  const byName = (wanted: string) =>
    selectorsOf(wanted, { side: side === 'dark' ? 'dark' : 'light', locale }).flatMap((selector) => [
      ...page.querySelectorAll(selector),
    ])
  const found = path === null ? [] : role === '' ? byName(path) : elementsOfColour(page, role)
  const isSeen = (element: Element) => element.checkVisibility() && element.closest('.sr') === null
  const used = new Set(found.filter(isSeen))
  for (const element of page.querySelectorAll<HTMLElement>('[data-used]'))
    if (!used.has(element)) delete element.dataset.used
  for (const element of used) (element as HTMLElement).dataset.used = ''
  return used.size
}
