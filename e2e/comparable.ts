import type { Visitor } from './visitor'

/** What is sealed differs each time, and so does the token of a form for each browser; their length must not. */
export const withoutSealed = (text: string) =>
  text
    .replace(/v1\.[\da-f]{8}\.[\w-]+/g, (sealed) => `SEALED ${sealed.length}`)
    .replace(/\b[\da-f]{8}\.[\w-]{43}(?![\w-])/g, 'FORM TOKEN')

/** An answer without what may differ: the name, the nonce, the time, and what is sealed (but not its length). */
export function comparable(visitor: Visitor, username: string, html: string): unknown {
  const { status, headers, setCookies } = visitor.last ?? { status: 0, headers: {}, setCookies: [] }
  const { date: _, 'set-cookie': __, ...rest } = headers
  const plain = (text: string) =>
    withoutSealed(text)
      .replaceAll(username, 'NAME')
      .replaceAll(encodeURIComponent(username), 'NAME')
      .replace(/nonce-[\w+/=-]+/g, 'nonce-N')
      .replace(/nonce(\\?"?[:=]\\?)"[\w+/=-]+/g, 'nonce$1"N')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/emptied(\\?"|&quot;):\d{13}\b/g, 'EMPTIED')
      .replace(/\b\d:\d\d\b/g, 'WAIT')
      .replace(/serial(\\?"|&quot;):\d+/g, 'SERIAL')
      .replace(/[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}/g, 'SUPPORT')
  return {
    status,
    headers: JSON.parse(plain(JSON.stringify(rest))),
    cookies: setCookies.map((line) =>
      line.replace(/=[^;]*/, (value) => `=${value.length} characters`).replace(/Expires=[^;]*/, 'Expires'),
    ),
    // In pieces, so that a difference can be read.
    html: plain(html).split(/(?=<)|(?=\\n)/),
  }
}
