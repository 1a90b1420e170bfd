import { pageBytes } from './bytes'
import { atMost, type Findings, kilobytes, times } from './rows'
import { startEmptyApp, startPortal, using } from './servers'

/** What a browser takes in for `/reset`, and for the empty page. */
export const resetBytes = (): Promise<Findings> =>
  using([() => startPortal(), startEmptyApp] as const, async ([portal, empty]) => {
    const own = await pageBytes(portal.reset)
    const others = await pageBytes(empty.page)
    const { html, renderBlocking, scriptGzipBytes } = own
    const scripts = `/reset, JavaScript over an empty page's, gzip (${kilobytes(scriptGzipBytes)})`
    return {
      rows: [
        atMost('/reset, HTML with its CSS, gzip', html.gzipBytes, 14 * 1024, kilobytes),
        atMost('/reset, HTML with its CSS, brotli', html.brotliBytes, 14 * 1024, kilobytes),
        atMost('/reset, elements that block painting', renderBlocking.length, 0, String),
        atMost(scripts, scriptGzipBytes / others.scriptGzipBytes, 1.05, (ratio) => times(ratio, 3)),
      ],
      figures: { portal: own, empty: others },
    }
  })
