import { z } from 'zod'
import { say } from '../words/generated/activity'

/** What else an entry holds, as names and values to read. Pure. */
export type Detail = { readonly name: string; readonly value: string }

const Change = z.looseObject({ path: z.string() })

const nameOf = (key: string): string => {
  const known = say.find('activity.details', key)
  const words = key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return known ?? words.charAt(0).toUpperCase() + words.slice(1)
}

function valueInWords(key: string, value: unknown): string {
  if (key === 'via' && value === 'aws') return say('activity.viaAws')
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
