import { expect, test } from 'vitest'
import { routePatterns } from './route-patterns'

const manifest = {
  staticRoutes: [{ page: '/' }, { page: '/_not-found' }, { page: '/admin' }, { page: '/api/health/live' }],
  dynamicRoutes: [
    { page: '/admin/[tenant]', regex: '^/admin/([^/]+?)(?:/)?$' },
    { page: '/[tenant]', regex: '^/([^/]+?)(?:/)?$' },
    { page: '/[tenant]/forgot', regex: '^/([^/]+?)/forgot(?:/)?$' },
    { page: '/[tenant]/assets/[hash]', regex: '^/([^/]+?)/assets/([^/]+?)(?:/)?$' },
    { page: '/[tenant]/[...rest]', regex: '^/([^/]+?)/(.+?)(?:/)?$' },
  ],
}
const patternOf = routePatterns(manifest, 'https://portal.example')

test.each([
  ['portal.example', '/', '/'],
  ['portal.example', '/admin', '/admin'],
  ['portal.example', '/admin/acme?tab=ada', '/admin/[tenant]'],
  ['portal.example', '/acme', '/[tenant]'],
  ['portal.example', '/acme/', '/[tenant]'],
  ['portal.example', '/acme/forgot?username=ada', '/[tenant]/forgot'],
  ['portal.example', '/246810/forgot', '/[tenant]/forgot'],
  ['portal.example', '/ada@example.com/forgot', 'none'],
  ['portal.example', '/acme/assets/0f0f', '/[tenant]/assets/[hash]'],
  ['portal.example', '/acme/ada/246810', '/[tenant]/[...rest]'],
  ['portal.example', '/_next/static/chunks/main.js', 'file'],
  ['portal.example', '/_not-found', 'none'],
  ['reset.acme.example', '/', '/[tenant]'],
  ['reset.acme.example', '/forgot', '/[tenant]/forgot'],
  ['reset.acme.example', '/api/health/live', '/api/health/live'],
  ['192.0.2.7', '/forgot', 'none'],
])('%s%s is %s', (host, url, pattern) => {
  expect(patternOf(host, url)).toBe(pattern)
})
