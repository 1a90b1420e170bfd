import { expect, test } from 'vitest'
import { textsOf } from './test-catalogues'

/** Serbian's Latin letters and digraphs, each with the one Cyrillic letter that it stands for. */
const LETTERS = new Map(
  'a а b б c ц č ч ć ћ d д dž џ đ ђ e е f ф g г h х i и j ј k к l л lj љ m м n н nj њ o о p п r р s с š ш t т u у v в z з ž ж'
    .split(' ')
    .reduce<[string, string][]>((pairs, letter, index, all) => {
      if (index % 2 === 0) pairs.push([letter, all[index + 1] as string])
      return pairs
    }, []),
)

/** A text in Cyrillic letters; its case is lost. */
const inCyrillic = (text: string) =>
  text.toLowerCase().replace(/dž|lj|nj|\p{sc=Latin}/gu, (letter) => LETTERS.get(letter) ?? letter)

// Whoever corrects one of the two has to correct the other.
test('Serbian says the same in Cyrillic and in Latin letters', async () => {
  const cyrillic = await textsOf('sr')
  const latin = await textsOf('sr-Latn')
  expect(cyrillic.size).toBeGreaterThan(200)
  for (const [key, text] of cyrillic) {
    // Foreign names keep their letters, with a hyphen before an ending.
    const endings = text.replace(/-(?=\p{sc=Cyrillic})/gu, '')
    expect(inCyrillic(endings), key).toBe(inCyrillic(latin.get(key) ?? ''))
  }
})
