/** How long a challenge may be solved and sent, in milliseconds. */
export const CHALLENGE_MS = 300_000
/** What a script sends that could not solve one, so that it isn't taken for a page without the script. */
export const UNSOLVABLE = 'none'
