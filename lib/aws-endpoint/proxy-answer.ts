import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { INERT_POLICY, STANDING_HEADERS } from '../http/headers'
import { awsRefusal } from './aws-refusal'

/** The answers that the proxy gives itself, and the headers on all of its answers. */

/**
 * A refusal in one line, and in English: only programs, and pages of other sites, send what it answers. Where a person
 * may have come by a link, the answer is a page in their language.
 */
export function refusal(status: number, text: string): NextResponse {
  const response = new NextResponse(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': INERT_POLICY },
  })
  return withNoStore(withStandingHeaders(response))
}

/** The answer in AWS's own shape to an AWS client that no endpoint here serves; null where one does. */
export function forAwsClients(request: NextRequest, isEndpoint: boolean): NextResponse | null {
  const { method, headers, nextUrl } = request
  const answer = awsRefusal({ method, headers, pathname: nextUrl.pathname, isEndpoint })
  if (answer === null) return null
  const response = new NextResponse(answer.body, answer)
  response.headers.set('Content-Security-Policy', INERT_POLICY)
  return withNoStore(withStandingHeaders(response))
}

/** One spelling for each page. The AWS endpoint takes a slash at its end, and AWS clients follow no redirect. */
export function hasStraySlash({ method, nextUrl: { pathname } }: NextRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && pathname !== '/' && pathname.endsWith('/')
}

export function withoutStraySlash({ nextUrl: { origin, pathname, search } }: NextRequest): NextResponse {
  const url = new URL(`${pathname.replace(/\/+$/, '')}${search}`, origin)
  return withStandingHeaders(NextResponse.redirect(url, 308))
}

export function withNoStore(response: NextResponse): NextResponse {
  response.headers.set('Cache-Control', 'no-store')
  return response
}

export function withStandingHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(STANDING_HEADERS)) response.headers.set(name, value)
  return response
}
