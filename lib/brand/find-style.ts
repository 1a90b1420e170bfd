import { z } from 'zod'

/**
 * Finds a Cognito managed-login style in a document, in any of the shapes that repositories hold: the answer of
 * DescribeManagedLoginBranding, the input of the calls that make one, the settings alone, a CloudFormation or CDK
 * template, a Terraform state. Pure, and bounded in what it looks at.
 */

const MAXIMUM_NODES = 20_000
const MAXIMUM_DEPTH = 24

const ColorMode = z
  .string()
  .transform((mode) => mode.toUpperCase())
  .pipe(z.enum(['LIGHT', 'DARK', 'DYNAMIC']))
  .catch('LIGHT')

const Asset = z.object({
  category: z.string(),
  colormode: ColorMode,
  /** Base64, as the AWS CLI prints it. */
  bytes: z.string().max(4_000_000).optional().catch(undefined),
})

export type StyleAsset = z.output<typeof Asset>
export type Style = { readonly settings: unknown; readonly assets: readonly StyleAsset[] }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `ColorMode`, `colorMode` and `color_mode` are one name. */
const plainName = (name: string) => name.toLowerCase().replaceAll('_', '')

function member(node: Record<string, unknown>, ...names: string[]): unknown {
  return Object.entries(node).find(([name]) => names.includes(plainName(name)))?.[1]
}

/** Terraform keeps a document as the text of its JSON. */
function parsedText(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const isSettings = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && ['categories', 'components', 'componentClasses'].some((name) => isObject(value[name]))

function assetsOf(value: unknown): StyleAsset[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, 60).flatMap((item) => {
    if (!isObject(item)) return []
    const plain = Object.fromEntries(Object.entries(item).map(([name, each]) => [plainName(name), each]))
    const asset = Asset.safeParse(plain)
    return asset.success ? [asset.data] : []
  })
}

function styleAt(node: Record<string, unknown>): Style | null {
  if (isSettings(node)) return { settings: node, assets: [] }
  const settings = parsedText(member(node, 'settings'))
  const assets = assetsOf(member(node, 'assets', 'asset'))
  if (!isSettings(settings) && assets.length === 0) return null
  return { settings: isSettings(settings) ? settings : {}, assets }
}

/** Every style in the document, in document order; styles inside styles are not looked for. */
export function findStyles(document: unknown): Style[] {
  const found: Style[] = []
  let nodes = 0
  const visit = (value: unknown, depth: number): void => {
    nodes += 1
    if (nodes > MAXIMUM_NODES || depth > MAXIMUM_DEPTH || typeof value !== 'object' || value === null) return
    const style = isObject(value) ? styleAt(value) : null
    if (style !== null) found.push(style)
    else for (const each of Object.values(value)) visit(each, depth + 1)
  }
  visit(document, 0)
  return found
}
