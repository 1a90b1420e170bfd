import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      '@': here('.'),
      // The fence is for bundles that reach a browser; a test runs on the server's side of it.
      'server-only': here('./node_modules/server-only/empty.js'),
    },
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', '.next/**', '.vercel/**', 'dist/**', 'infra/**'],
    // More than there are cores: half of the tests' time is waiting for one another's clocks.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
