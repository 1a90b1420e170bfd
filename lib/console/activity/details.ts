import { z } from 'zod'

/** What else an entry holds, as names and values to read. Pure. */
export type Detail = { readonly name: string; readonly value: string }

const names: Record<string, string> = {
  changed: 'What changed',
  count: 'How many',
  error: 'Cognito’s error',
  faults: 'Faults',
  from: 'From the brand of',
  host: 'Host',
  kind: 'Kind',
  lost: 'Entries lost',
  mail: 'Mail',
  revision: 'Brand revision',
  slug: 'Tenant’s slug',
  subject: 'Person in the console’s pool',
  until: 'Until',
  userPoolId: 'User pool',
  vercel: 'Vercel',
  via: 'Came through',
  warnings: 'Warnings',
  written: 'Tenants written',
}

const Change = z.looseObject({ path: z.string() })

const nameOf = (key: string): string => {
  const known = Object.hasOwn(names, key) ? names[key] : undefined
  const words = key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return known ?? words.charAt(0).toUpperCase() + words.slice(1)
}

function valueInWords(key: string, value: unknown): string {
  if (key === 'via' && value === 'aws') return 'An AWS client'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const paths = z.array(Change).safeParse(value)
    return paths.success
      ? paths.data.map(({ path }) => path).join(', ')
      : value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ')
  }
  return JSON.stringify(value)
}

/** Who did it, which the console shows as a person where it still knows them; and what only programs compare. */
const LEFT_OUT: ReadonlySet<string> = new Set(['by', 'settingsVersion'])

/** What there is to read in an entry's details. */
export function detailsInWords(details: unknown): Detail[] {
  const read = z.record(z.string(), z.unknown()).safeParse(details)
  if (!read.success) return []
  return Object.entries(read.data)
    .filter(([key, value]) => !LEFT_OUT.has(key) && value !== null && value !== undefined && value !== '')
    .map(([key, value]) => ({ name: nameOf(key), value: valueInWords(key, value) }))
    .filter(({ value }) => value !== '')
}

/** The name of the error that Cognito answered; null where it is not about one. */
export const errorIn = (details: unknown): string | null =>
  z.looseObject({ error: z.string() }).safeParse(details).data?.error ?? null
