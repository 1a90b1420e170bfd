import { z } from 'zod'

/** The links to a tenant's previews that work now, as the console's server tells its page. */
export const SharedPreviews = z.array(
  z.object({
    id: z.string(),
    /** The name of whoever made it; null where nobody knows it any more. */
    by: z.string().nullable(),
    at: z.string(),
    until: z.string(),
    /** Only for those who may make such links. */
    url: z.string().nullable(),
  }),
)
export type SharedPreview = z.output<typeof SharedPreviews>[number]
