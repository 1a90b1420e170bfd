import { defineConfig } from '@playwright/test'

/**
 * The promises of the portal, each in a file of e2e/, held by a real Chromium against the built portal. `npm run verify`
 * finds the browser; by hand: `CHROMIUM_PATH=/usr/bin/chromium npx playwright test --project=verify link`.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // A test that fails once in a while is a fault, of the test or of the portal.
  retries: 0,
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // `npm run verify` runs the first, `npm run proof` the next two, `npm run pictures` the last. What is tagged `@long` takes
  // more seconds than every change can wait for; `@proof` is whole matrices, and floods beside which a second test would
  // come too late.
  projects: [
    {
      name: 'verify',
      testIgnore: ['**/*screenshots.spec.ts', '**/*.{proof,long}.spec.ts'],
      grepInvert: /@proof|@long/,
    },
    { name: 'long', testIgnore: '**/*screenshots.spec.ts', grep: /@long|\.long\.spec/, grepInvert: /@proof/ },
    { name: 'proof', testIgnore: '**/*screenshots.spec.ts', grep: /@proof|\.proof\.spec/, workers: 1 },
    { name: 'pictures', testMatch: '**/*screenshots.spec.ts' },
  ],
  reporter: [['list', { printSteps: false }]],
  use: {
    // A trace of everything costs half as much again; `--trace on` makes one where it is wanted.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // The names of the demo tenants lead to this machine; no other name leads anywhere.
        '--host-resolver-rules=MAP *.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      ],
    },
  },
})
