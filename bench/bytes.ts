import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib'
import type { Page } from './load'

type Script = { file: string; bytes: number; gzipBytes: number }

export type PageBytes = {
  html: { bytes: number; gzipBytes: number; brotliBytes: number }
  /** The style sheets in the page itself; it has no others. */
  styleBytes: number
  /** Elements for which a browser waits before it paints anything. */
  renderBlocking: string[]
  scripts: Script[]
  scriptGzipBytes: number
}

async function getGzipped(
  url: string,
  headers: Record<string, string>,
): Promise<{ sent: Buffer; text: string }> {
  const answer = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request(url, { headers: { ...headers, 'accept-encoding': 'gzip' }, agent: false }, resolve)
      .on('error', reject)
      .end()
  })
  const sent = await buffer(answer)
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
  const isGzipped = answer.headers['content-encoding'] === 'gzip'
  return { sent, text: (isGzipped ? gunzipSync(sent) : sent).toString('utf8') }
}

/** Style sheets, and scripts that are neither async nor deferred nor for old browsers only. */
function renderBlocking(html: string): string[] {
  const tags = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].map(([tag]) => tag)
  return tags.filter((tag) =>
    tag.startsWith('<link')
      ? /rel="stylesheet"/.test(tag)
      : /\bsrc=/.test(tag) && !/\b(?:async|defer|nomodule|type="module")/i.test(tag),
  )
}

/** Every chunk that the page names, in elements or in React's data; not those for browsers without modules. */
function scriptsOf(html: string): string[] {
  const old = new Set(
    [...html.matchAll(/<script\b[^>]*\bnomodule\b[^>]*>/gi)].flatMap(([tag]) => chunksIn(tag)),
  )
  return [...new Set(chunksIn(html))].filter((file) => !old.has(file))
}

const chunksIn = (text: string) => [...text.matchAll(/static\/chunks\/[\w.~-]+\.js/g)].map(([file]) => file)

/** What a browser with an empty cache takes in for a page, counted as this server sends it. */
export async function pageBytes({ url, headers }: Page): Promise<PageBytes> {
  const page = await getGzipped(url, headers)
  const html = Buffer.from(page.text)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
  const sheets = [...page.text.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, sheet = '']) => sheet)
  const scripts: Script[] = []
  for (const file of scriptsOf(page.text)) {
    const { sent, text } = await getGzipped(new URL(`/_next/${file}`, url).href, {})
    scripts.push({ file, bytes: Buffer.byteLength(text), gzipBytes: sent.length })
  }
  return {
    html: {
      bytes: html.length,
      gzipBytes: page.sent.length,
      brotliBytes: brotliCompressSync(html, quality).length,
    },
    styleBytes: Buffer.byteLength(sheets.join('')),
    renderBlocking: renderBlocking(page.text),
    scripts: scripts.sort((a, b) => b.gzipBytes - a.gzipBytes),
    scriptGzipBytes: scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0),
  }
}
