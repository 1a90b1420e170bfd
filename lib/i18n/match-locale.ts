import { match } from '@formatjs/intl-localematcher'

/** Matches nothing: the code for "undetermined". */
const NONE = 'und'

/** Codes of a macrolanguage that people still send for its most written member; ICU keeps them apart. */
const FAMILIES: Readonly<Record<string, string>> = { no: 'nb' }

type Parts = { readonly language: string; readonly script: string; readonly region: string }

/**
 * A tag's likely language, script and region (UTS #35), former codes (`iw`, `in`, `tl`) as today's; null where it isn't
 * the tag of a known language.
 *
 * @param tag in any case, with `-` or `_`
 */
function partsOf(tag: string): Parts | null {
  try {
    const given = new Intl.Locale(tag.replaceAll('_', '-'))
    const family = FAMILIES[given.language]
    const locale = family === undefined ? given : new Intl.Locale(given, { language: family })
    const { language, script, region } = locale.maximize()
    return script === undefined || region === undefined ? null : { language, script, region }
  } catch {
    return null
  }
}

/**
 * Finds the closest of the available languages by CLDR's distances: `zh-TW` gets `zh-Hant`, `nn` gets `nb`, and `es-MX`
 * gets `es`.
 */
export class LocaleMatcher<Tag extends string> {
  private readonly available: readonly Tag[]
  private readonly parts = new Map<Tag, Parts>()

  /** @param available canonical tags */
  constructor(available: readonly Tag[]) {
    this.available = available
    for (const tag of available) {
      const parts = partsOf(tag)
      if (parts !== null) this.parts.set(tag, parts)
    }
  }

  /**
   * An available language's own tag; of others only the parts that distinguish the available ones. The matcher caches every tag forever, so a client must not
   * be able to ask for more than the few thousand languages that exist.
   */
  private plain(tag: string): string | null {
    const wanted = partsOf(tag)
    if (wanted === null) return null
    const own = new Intl.Locale(tag.replaceAll('_', '-')).toString()
    if (this.available.some((each) => each === own)) return own
    const { language, script, region } = wanted
    const sameLanguage = [...this.parts.values()].filter((each) => each.language === language)
    const sameScript = sameLanguage.filter((each) => each.script === script)
    if (sameScript.length > 1) return `${language}-${script}-${region}`
    return sameScript.length === 1 ? `${language}-${script}` : language
  }

  /**
   * The offered language closest to the first wanted one that has a close match, or null.
   *
   * @param offered the available ones that may be chosen; of two that are equally close, the earlier one wins
   */
  find(wanted: readonly string[], offered: readonly Tag[]): Tag | null {
    const tags = wanted.map((tag) => this.plain(tag)).filter((tag) => tag !== null)
    const found = match(tags, offered, NONE)
    return offered.find((tag) => tag === found) ?? null
  }

  /** The available language that a tag names, perhaps for another region; null where that language isn't available. */
  named(tag: string): Tag | null {
    const found = this.find([tag], this.available)
    return found !== null && this.parts.get(found)?.language === partsOf(tag)?.language ? found : null
  }
}
