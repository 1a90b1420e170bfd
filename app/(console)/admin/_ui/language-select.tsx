import { say } from '@/lib/console/words/generated/common'
import type { Locale } from '@/lib/i18n/languages'
import { inputClass } from './field'

type Props = {
  languages: readonly { locale: Locale; name: string }[]
  value: Locale
  onChange: (locale: Locale) => void
}

/** One of a tenant's languages, each written in itself: holds two or forty, and letters lead to a language. */
export function LanguageSelect({ languages, value, onChange }: Props) {
  const chosen = (tag: string) => languages.find(({ locale }) => locale === tag)?.locale
  return (
    <select
      aria-label={say('common.language')}
      className={`${inputClass} max-w-44 min-w-44`}
      value={value}
      onChange={({ target }) => onChange(chosen(target.value) ?? value)}
    >
      {languages.map(({ locale, name }) => (
        <option key={locale} value={locale} lang={locale}>
          {name}
        </option>
      ))}
    </select>
  )
}
