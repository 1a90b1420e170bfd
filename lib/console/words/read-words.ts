import { z } from 'zod'

/** A text of one's own that is new has none before; JSON has no undefined. */
const Change = z.object({
  path: z.string(),
  before: z
    .string()
    .nullable()
    .transform((text) => text ?? undefined),
  after: z.string(),
})

/** What a translator's file would change in the draft, as the server answers the editor. */
export const ReadWords = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    changes: z.array(Change),
    leftOut: z.array(z.string()),
  }),
  z.object({ ok: z.literal(false), faults: z.array(z.string()) }),
])
export type ReadWords = z.output<typeof ReadWords>
export type SentWords = z.input<typeof ReadWords>
