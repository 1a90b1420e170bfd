/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  agentRules: false,
  typedRoutes: true,
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
