import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import { usedInForm } from './leaks'
import type { Settings } from './portal'
import { openSite, type Site } from './site'
import { noteUsed } from './telemetry-check'

type WorkerFixtures = {
  /** Environment of this file's portal, besides what every one has. A file with its own gets a portal of its own. */
  settings: Settings
  site: Site
}

type TestFixtures = {
  /** Console messages and failed requests that a test causes on purpose. */
  expectedTrouble: RegExp | null
}

/** Collects what no page of the portal may ever do. */
export function watch(
  page: Page,
  ownUrl: string,
  runsScripts = true,
): { trouble: string[]; requests: string[] } {
  const trouble: string[] = []
  const requests: string[] = []
  const says = (message: ConsoleMessage) => /^(error|warning|assert)$/.test(message.type())
  page.on('request', (request) => {
    requests.push(request.url())
    if (request.method() === 'POST') noteUsed(usedInForm(request.postData() ?? ''))
    if (!request.url().startsWith(`${ownUrl}/`)) trouble.push(`foreign request: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // What a page was still loading when it was left; and where scripts are off, Chromium refuses them in these words.
    if (reason !== 'net::ERR_ABORTED' && !(reason === 'csp' && !runsScripts))
      trouble.push(`failed request: ${request.url()} ${reason}`)
  })
  page.on('console', (message) => {
    if (says(message)) trouble.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => trouble.push(`script error: ${error.message}`))
  return { trouble, requests }
}

/** Tells a violation of the policy to the console, where `watch` hears it. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`)
  })
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  settings: [{}, { option: true, scope: 'worker' }],
  site: [
    async ({ settings }, use) => {
      const site = await openSite(settings)
      await use(site)
      await site.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  expectedTrouble: [null, { option: true }],
  baseURL: async ({ site }, use) => use(site.portal.url),
  page: async ({ page, site, javaScriptEnabled, expectedTrouble }, use) => {
    const { trouble } = watch(page, site.portal.url, javaScriptEnabled)
    await page.addInitScript(reportViolations)
    await use(page)
    expect(trouble.filter((each) => !expectedTrouble?.test(each))).toEqual([])
  },
})

export { expect }
