import { notFound } from 'next/navigation'
import { setStatus } from '@/lib/http/response-status'
import NotFound from '../not-found'

/** Every address that is no page, so that all of them answer with the one plain 404. */
export default function NoPage() {
  if (!setStatus(404)) notFound()
  return <NotFound />
}
