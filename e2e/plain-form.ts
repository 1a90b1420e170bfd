import { send } from './raw'

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The hidden fields of a page's first form, as a browser without JavaScript would send them. */
export async function formOf(port: number, path: string): Promise<[string, string][]> {
  const { body } = await send(port, path)
  const form = /<form[\s\S]*?<\/form>/.exec(body)?.[0] ?? ''
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    unescaped(/ name="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? ''),
  ])
}

export const BOUNDARY = '----WebKitFormBoundaryAbCdEf0123456789'
export const multipart = (fields: [string, string][]) =>
  `${fields
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')}--${BOUNDARY}--\r\n`

/** Sends a form as a browser without JavaScript does. */
export function sendForm(
  port: number,
  path: string,
  fields: [string, string][],
  headers: Record<string, string> = {},
) {
  return send(port, path, {
    method: 'POST',
    headers: {
      host: `localhost:${port}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      origin: 'null',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: multipart(fields),
  })
}
