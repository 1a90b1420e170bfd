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
  logging: { serverFunctions: false, incomingRequests: false },
  compress: true,
  experimental: {
    // Small utility CSS inside the first bytes of HTML: nothing blocks the first paint.
    inlineCss: true,
    serverActions: { bodySizeLimit: '64kb' },
  },
}

export default config
