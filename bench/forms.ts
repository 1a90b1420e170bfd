/** Forms as a browser without JavaScript reads and sends them. */

const BOUNDARY = '----rekey-bench-0123456789'

export type Fields = [name: string, value: string][]

const unescaped = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The hidden fields of a page's first form. */
export function hiddenFields(html: string): Fields {
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    unescaped(/ name="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''),
  ])
}

export const multipart = (fields: Fields) =>
  `${fields
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${BOUNDARY}--\r\n`

/** What a browser says of a form that it sends to the page that showed it. */
export const formHeaders = (address: string, body: string) => ({
  'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
  'content-length': Buffer.byteLength(body),
  origin: new URL(address).origin,
  'sec-fetch-site': 'same-origin',
})
