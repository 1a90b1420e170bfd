import { tenantRoute } from '../../tenant-route'

/** Where password managers send people to change a password (W3C, a well-known URL for changing passwords). */
export const GET = tenantRoute(async ({ scope, path }) => {
  // Well-known addresses belong to a host, and the portal's own host belongs to no tenant.
  if (scope.basePath !== '') return new Response('Not found\n', { status: 404 })
  return new Response(null, { status: 303, headers: { Location: path('/forgot') } })
})
