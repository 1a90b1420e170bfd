import { notFound } from 'next/navigation'
import { setStatus } from '@/lib/http/response-status'
import NotFound from '../not-found'

/** Catches every address that is not a page, so that all of them answer with the same plain 404. */
export default function NoPage() {
  if (!setStatus(404)) notFound()
  return <NotFound />
}
