/** Headers of the files that every tenant shares; pages get theirs from proxy.ts. */
const fileHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
]

/** @type {import('next').NextConfig} */
const config = {
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
  // PGlite loads its WebAssembly from its own folder, which a bundle would not have.
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  // On Vercel and in the image a relative REKEY_TENANTS finds the files of this repository.
  outputFileTracingIncludes: { '/*': ['./tenants/**/*'] },
  logging: { serverFunctions: false, incomingRequests: false },
  // The thin server does it, and better; on Vercel the platform does.
  compress: false,
  headers: async () => [
    { source: '/_next/static/:path*', headers: fileHeaders },
    {
      source: '/fonts/:path*',
      headers: [...fileHeaders, { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
  experimental: {
    serverActions: { bodySizeLimit: '64kb' },
  },
}

export default config
