/** Controls, formatting, fillers, variation selectors: characters that change nothing visible. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

function folded(text: string): string {
  // Upper case first: it unifies what lower case alone keeps apart, such as ß and ss, or the two sigmas.
  return text.normalize('NFKC').replace(INVISIBLE, '').toUpperCase().toLowerCase().normalize('NFKC')
}

/**
 * One spelling for all spellings of a user name that a person, or an attacker, may treat as the same: NFKC, without
 * invisible characters and outer white space, without case. `+tag` stays, it may be another person.
 *
 * Only for the keys of counters; Cognito always gets what was typed. Two users whose names differ by case alone share
 * their counters, which costs them attempts and never access.
 */
export function normaliseUsername(raw: string): string {
  let name = raw
  // Folding can produce characters that fold again; three rounds are enough for all of Unicode.
  for (let round = 0; round < 3; round++) name = folded(name).trim()
  return name
}
