import { Children, isValidElement, type ReactNode } from 'react'
import { ANYTHING } from '@/lib/console/words/find-text'
import type { Translator } from '@/lib/i18n/translator'

/** What is read of a piece of a page; a component says only later what it shows. */
function textOf(node: ReactNode): string {
  return Children.toArray(node)
    .map((child) => {
      if (!isValidElement<{ children?: ReactNode }>(child)) return String(child)
      return typeof child.type === 'string' ? textOf(child.props.children) : ANYTHING
    })
    .join('')
}

/** A translator that remembers what it said for which key, the newest last, so that a text on a page leads back to it. */
export function toldTranslator(t: Translator, said: Map<string, string>): Translator {
  const remember = (key: string, text: string) => {
    said.delete(key)
    said.set(key, text)
  }
  const plain = (...[key, ...rest]: Parameters<Translator>) => {
    const text = t(key, ...rest)
    remember(key, text)
    return text
  }
  const rich = (...[key, ...rest]: Parameters<Translator['rich']>) => {
    const nodes = t.rich(key, ...rest)
    remember(key, textOf(nodes))
    return nodes
  }
  return Object.assign(plain, { rich, markup: t.markup, raw: t.raw, has: t.has }) as Translator
}
