import { z } from 'zod'
import { isLoopback } from './loopback'

/** Where alerts are posted. They name tenants, so nobody else may read them on the way. */
export const alertWebhook = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .refine((value) => value.startsWith('https:') || isLoopback(value), {
    error: 'must be https, except on this machine',
  })
