/**
 * What a drawing costs to draw, read off its tags: how many elements are drawn in all, each reference drawing what it
 * points to again. Pure; a bound, not a measurement.
 */

const TAG = /<(\/?)([a-z_][\w.:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/gi
const ID = /(?:^|\s)id\s*=\s*["']([^"']*)["']/i
const REFERENCE = /(?:href\s*=\s*["']\s*#|url\(\s*["']?\s*#)([^"')\s]+)/gi

/** A filter works on every pixel, and some of its steps on all their neighbours too. */
const FILTER_STEP_COST = 100
const FREE_STEPS =
  /^fe(?:offset|flood|blend|composite|merge|mergenode|colormatrix|componenttransfer|func[rgba])$/
const KNOWN_STEPS = /^fe(?:gaussianblur|dropshadow)$/

type Element = { own: number; children: Element[]; references: string[] }

function costOfTag(name: string): number {
  if (!/^fe[a-z]/.test(name)) return 1
  if (FREE_STEPS.test(name)) return FILTER_STEP_COST
  // Turbulence, convolution, morphology, lighting: their cost grows with numbers that the file chooses.
  return KNOWN_STEPS.test(name) ? 4 * FILTER_STEP_COST : Number.POSITIVE_INFINITY
}

const local = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()

function parse(text: string): { root: Element; byId: Map<string, Element> } {
  const root: Element = { own: 0, children: [], references: [] }
  const byId = new Map<string, Element>()
  const open = [root]
  for (const [, closes, name = '', attributes = '', closed] of text.matchAll(TAG)) {
    if (closes) {
      if (open.length > 1) open.pop()
      continue
    }
    const references = [...attributes.matchAll(REFERENCE)].map(([, id = '']) => id)
    const element: Element = { own: costOfTag(local(name)), children: [], references }
    open.at(-1)?.children.push(element)
    const id = ID.exec(attributes)?.[1]
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    if (!closed) open.push(element)
  }
  return { root, byId }
}

/**
 * How many elements are drawn in all; infinite where a drawing refers to itself or has a filter step without bounds.
 *
 * @param text without comments, character references resolved
 */
export function drawingCost(text: string): number {
  const { root, byId } = parse(text)
  const known = new Map<Element, number>()
  const underWay = new Set<Element>()
  const costOf = (element: Element, depth: number): number => {
    const found = known.get(element)
    if (found !== undefined) return found
    if (underWay.has(element) || depth > 1_000) return Number.POSITIVE_INFINITY
    underWay.add(element)
    const referred = element.references.flatMap((id) => byId.get(id) ?? [])
    const cost = [...element.children, ...referred].reduce(
      (sum, each) => sum + costOf(each, depth + 1),
      element.own,
    )
    underWay.delete(element)
    known.set(element, cost)
    return cost
  }
  return costOf(root, 0)
}
