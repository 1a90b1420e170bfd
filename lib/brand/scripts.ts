/** The writing systems that a font file may cover; for all others the pages use what devices have. */
export type Subset = 'latin' | 'latin-ext' | 'vietnamese' | 'greek' | 'cyrillic' | 'arabic'

/** How a language is written, as its `meta.json` says: its script, and where it departs from what is usual for that. */
export type Script = {
  /** ISO 15924, e.g. `Latn`; `Aran` for Arabic letters in Nastaliq. One without a row below is set like Latin. */
  readonly script: string
  /** The slice of the web fonts that holds its letters, where that isn't the script's. */
  readonly subset?: Subset
  /** Families that devices have for its letters, in place of the script's. */
  readonly fonts?: readonly string[]
  /** Of running text, as a multiple of the font's size, in place of the script's. */
  readonly lineHeight?: number
  readonly headingLineHeight?: number
}

type Row = {
  subset?: Subset
  /** What devices have for the letters, for when the brand's font lacks them: Apple's, Windows's, Linux's and Android's. */
  fonts?: readonly string[]
  /** Whether the fonts come before the brand's, which may have the letters, but in another hand. */
  isOwnHand?: true
  lineHeight?: number
  headingLineHeight?: number
  /** Letters that join, or stand in clusters, must not be pulled apart or together. */
  isSpaced?: false
  /** Where a line may break: https://drafts.csswg.org/css-text-4/#word-break-property */
  wordBreak?: 'auto-phrase' | 'keep-all'
}

const INDIC = { lineHeight: 1.65, headingLineHeight: 1.45, isSpaced: false } as const
const SOUTH_EAST_ASIAN = { lineHeight: 1.7, headingLineHeight: 1.5, isSpaced: false } as const
const HAN = { lineHeight: 1.65, isSpaced: false } as const

/** Marks above and below, and letters taller than Latin ones, need more space between lines. */
const ROWS: Record<string, Row> = {
  Latn: { subset: 'latin' },
  Cyrl: { subset: 'cyrillic' },
  Grek: { subset: 'greek' },
  Arab: {
    subset: 'arabic',
    fonts: ['Geeza Pro', 'Tahoma', 'Noto Sans Arabic'],
    lineHeight: 1.65,
    headingLineHeight: 1.47,
    isSpaced: false,
  },
  Aran: {
    subset: 'arabic',
    fonts: ['Noto Nastaliq Urdu', 'Jameel Noori Nastaleeq', 'Urdu Typesetting'],
    isOwnHand: true,
    lineHeight: 2.2,
    headingLineHeight: 2,
    isSpaced: false,
  },
  Hebr: { fonts: ['Arial Hebrew', 'Noto Sans Hebrew'], isSpaced: false },
  Deva: { fonts: ['Kohinoor Devanagari', 'Nirmala UI', 'Noto Sans Devanagari'], ...INDIC },
  Beng: { fonts: ['Kohinoor Bangla', 'Nirmala UI', 'Noto Sans Bengali'], ...INDIC },
  Gujr: { fonts: ['Kohinoor Gujarati', 'Nirmala UI', 'Noto Sans Gujarati'], ...INDIC },
  Guru: { fonts: ['Mukta Mahee', 'Nirmala UI', 'Noto Sans Gurmukhi'], ...INDIC },
  Taml: { fonts: ['Tamil Sangam MN', 'Nirmala UI', 'Noto Sans Tamil'], ...INDIC },
  Telu: { fonts: ['Kohinoor Telugu', 'Nirmala UI', 'Noto Sans Telugu'], ...INDIC },
  Knda: { fonts: ['Kannada Sangam MN', 'Nirmala UI', 'Noto Sans Kannada'], ...INDIC },
  Mlym: { fonts: ['Malayalam Sangam MN', 'Nirmala UI', 'Noto Sans Malayalam'], ...INDIC },
  Sinh: { fonts: ['Sinhala Sangam MN', 'Nirmala UI', 'Noto Sans Sinhala'], ...INDIC },
  Thai: { fonts: ['Thonburi', 'Leelawadee UI', 'Noto Sans Thai'], ...SOUTH_EAST_ASIAN },
  Laoo: { fonts: ['Lao Sangam MN', 'Leelawadee UI', 'Noto Sans Lao'], ...SOUTH_EAST_ASIAN },
  Khmr: {
    fonts: ['Khmer Sangam MN', 'Leelawadee UI', 'Noto Sans Khmer'],
    ...SOUTH_EAST_ASIAN,
    lineHeight: 1.9,
  },
  Mymr: {
    fonts: ['Myanmar Sangam MN', 'Myanmar Text', 'Noto Sans Myanmar'],
    ...SOUTH_EAST_ASIAN,
    lineHeight: 1.9,
  },
  Armn: { fonts: ['Mshtakan', 'Noto Sans Armenian'] },
  Geor: { fonts: ['Helvetica Neue', 'Noto Sans Georgian'] },
  Ethi: { fonts: ['Kefa', 'Ebrima', 'Noto Sans Ethiopic'], lineHeight: 1.65, headingLineHeight: 1.45 },
  Jpan: {
    fonts: ['Hiragino Sans', 'Yu Gothic UI', 'Meiryo', 'Noto Sans CJK JP', 'Noto Sans JP'],
    ...HAN,
    wordBreak: 'auto-phrase',
  },
  Kore: {
    fonts: ['Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', 'Noto Sans KR'],
    ...HAN,
    wordBreak: 'keep-all',
  },
  Hans: { fonts: ['PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', 'Noto Sans SC'], ...HAN },
  Hant: { fonts: ['PingFang TC', 'Microsoft JhengHei UI', 'Noto Sans CJK TC', 'Noto Sans TC'], ...HAN },
}

const LINE_HEIGHT = 1.5
const HEADING_LINE_HEIGHT = 1.25

/** How to set text in a language, with its script's defaults filled in. */
export function typesettingOf(own: Script) {
  const row = Object.hasOwn(ROWS, own.script) ? (ROWS[own.script] ?? {}) : {}
  return {
    subset: own.subset ?? row.subset ?? null,
    fonts: own.fonts ?? row.fonts ?? [],
    isOwnHand: row.isOwnHand ?? false,
    lineHeight: own.lineHeight ?? row.lineHeight ?? LINE_HEIGHT,
    headingLineHeight: own.headingLineHeight ?? row.headingLineHeight ?? HEADING_LINE_HEIGHT,
    isSpaced: row.isSpaced ?? true,
    wordBreak: row.wordBreak ?? null,
  }
}

export type Typesetting = ReturnType<typeof typesettingOf>

/** What a page in this language sets otherwise than one in Latin letters, as custom properties. */
export function scriptTokens({ lineHeight, headingLineHeight, isSpaced, wordBreak }: Typesetting) {
  return {
    ...(lineHeight !== LINE_HEIGHT && { '--line-height': `${lineHeight}` }),
    ...(headingLineHeight !== HEADING_LINE_HEIGHT && { '--heading-line-height': `${headingLineHeight}` }),
    ...(!isSpaced && { '--tracking': '0' }),
    ...(wordBreak !== null && { '--word-break': wordBreak }),
  }
}
