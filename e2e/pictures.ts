import { mkdir, writeFile } from 'node:fs/promises'
import type { Page, TestInfo } from '@playwright/test'
import type { Site } from './site'

const widths = { 360: 740, 768: 1024, 1440: 900 }

/** Waits for the pictures and fonts of the side that is shown: a new colour scheme loads them anew, behind the page's back. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const wanted = ({ parentElement, src }: HTMLImageElement) => {
      const sources = [...(parentElement?.querySelectorAll(':scope > source') ?? [])] as HTMLSourceElement[]
      const source = sources.find(({ media }) => matchMedia(media).matches)
      return new URL(source?.srcset ?? src, document.baseURI).href
    }
    const frame = () => new Promise(requestAnimationFrame)
    await frame()
    for (const image of document.images) {
      while (!image.complete || image.currentSrc !== wanted(image)) await frame()
    }
    await document.fonts.ready
  })
}

/** Draws a page as it stands, at three widths and in both colour schemes, into test-results/screens. */
export async function draw(page: Page, folder: string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [width, height] of Object.entries(widths)) {
      await page.setViewportSize({ width: Number(width), height })
      await painted(page)
      await page.screenshot({
        path: `test-results/screens/${folder}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
        animations: 'disabled',
      })
    }
  }
}

/** Puts what the portal wrote meanwhile beside the pictures: a page that looks well may still have made noise. */
export async function keepLog({ portal }: Site, { workerIndex }: TestInfo): Promise<void> {
  await mkdir('test-results/screens', { recursive: true })
  await writeFile(`test-results/screens/portal-${workerIndex}.log`, portal.output())
}
