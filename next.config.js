import { hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'

/** Headers of the files that every tenant shares, on Vercel too; pages get theirs from proxy.ts. */
const fileHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Robots-Tag', value: 'noindex' },
  {
    key: 'Content-Security-Policy',
    value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
]

/**
 * Next names each server action by a hash over a key, and makes up a new key for each build that finds none in its
 * cache; a page that was open before then posts an action that nobody knows. So the key comes from REKEY_SECRET, by
 * the oldest of a list, which a rotation keeps: two builds with the same secret give the same names. The build holds
 * the key in clear (`.next/server/server-reference-manifest.json`); nothing else is derived from it.
 */
const secret = process.env.REKEY_SECRET?.split(',').at(-1)?.trim()
if (secret && !process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY) {
  const key = hkdfSync('sha256', secret, 'rekey/v1', 'next/server-actions', 32)
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = Buffer.from(key).toString('base64')
}

/** On Vercel the platform names the deployment; elsewhere the version does, the same when building and when serving. */
const deployment = () => {
  if (process.env.VERCEL || process.env.NEXT_DEPLOYMENT_ID) return {}
  const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
  return { deploymentId: `v${version.replaceAll('.', '-')}` }
}

/** @type {import('next').NextConfig} */
const config = {
  ...deployment(),
  // For the container image only: everything that serves, traced into one folder.
  ...(process.env.REKEY_STANDALONE === '1' && { output: 'standalone' }),
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  // `npm run verify` checks all types, tests included; a deployment need not check them again.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  // The proxy answers an address exactly as it was asked; a redirect by the framework would name its own host.
  skipTrailingSlashRedirect: true,
  // What instrumentation.ts and app/services.ts decide by; what the other branch would load is in no bundle.
  compiler: { defineServer: { BUILT_FOR_VERCEL: process.env.VERCEL === '1' } },
  // PGlite loads its WebAssembly from its own folder, which a bundle would not have.
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  // On Vercel and in the image a relative REKEY_TENANTS finds the files of this repository.
  outputFileTracingIncludes: {
    '/*': ['./tenants/**/*', ...(process.env.VERCEL === '1' ? ['./dist/drawings/*'] : [])],
  },
  logging: { serverFunctions: false, incomingRequests: false },
  // The thin server does it, and better; on Vercel the platform does.
  compress: false,
  headers: async () => [
    { source: '/_next/static/:path*', headers: fileHeaders },
    { source: '/favicon.ico', headers: fileHeaders },
    {
      source: '/fonts/:path*',
      headers: [...fileHeaders, { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
  experimental: {
    // Loading every page's code at the start, the console's included, delays the first answer by a fifth.
    preloadEntriesOnStart: false,
    // Continuous integration builds once and throws the cache away, whose writing takes an eighth of the build's time.
    turbopackFileSystemCacheForBuild: !process.env.CI || process.env.VERCEL === '1',
    // The brand editor saves a whole brand with all its words; the forms of the public pages are far below it.
    serverActions: { bodySizeLimit: '256kb' },
  },
}

/**
 * Without a database each function on Vercel would count limits and keep tenants in a memory of its own, which the next
 * cold start forgets.
 *
 * @param {string} phase what Next reads the configuration for
 */
export default function configOf(phase) {
  const isForVercel = phase === PHASE_PRODUCTION_BUILD && process.env.VERCEL === '1'
  if (isForVercel && !/^postgres(ql)?:\/\//.test(process.env.DATABASE_URL ?? ''))
    throw new Error(
      'DATABASE_URL is missing: a deployment to Vercel needs a postgres:// database that all functions share',
    )
  return config
}
