import type { Settings } from './portal'

/** A portal as in production: https outside, and one proxy in front that adds the client's address. */
export const HOST = 'reset.rekey.example'

export const behindProxy: Settings = {
  REKEY_BASE_URL: `https://${HOST}`,
  REKEY_TRUSTED_HOPS: '1',
}
