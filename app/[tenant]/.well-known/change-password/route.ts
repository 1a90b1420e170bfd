import { storeAway } from '../../../store-away'
import { lookUpPortal } from '../../portal'

/** Where password managers send people to change a password (W3C, a well-known URL for changing passwords). */
export async function GET(): Promise<Response> {
  const lookup = await lookUpPortal()
  if (lookup.kind === 'away') return storeAway()
  // Well-known addresses belong to a host, and the portal's own host is nobody's.
  if (lookup.kind !== 'open' || lookup.portal.scope.basePath !== '') {
    return new Response('Not found\n', { status: 404 })
  }
  return new Response(null, { status: 303, headers: { Location: lookup.portal.path('/forgot') } })
}
