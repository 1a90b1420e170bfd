import 'server-only'
import { cookies } from 'next/headers'
import { readSide, SIDE_COOKIE, SIDE_COOKIE_SECONDS, type Side } from '@/lib/console/side'
import { cookieAttributes, cookieName } from '@/lib/http/cookies'
import { env } from '@/lib/platform/env'

const isSecure = () => env().REKEY_BASE_URL.startsWith('https:')
const name = () => cookieName(SIDE_COOKIE, isSecure())

/** The side that this browser's person chose; read on the server, so that the first paint has it. */
export async function chosenSide(): Promise<Side> {
  return readSide((await cookies()).get(name())?.value)
}

export async function keepSide(side: Side): Promise<void> {
  const scope = { basePath: '/admin', isSecure: isSecure() }
  const jar = await cookies()
  jar.set(name(), side, cookieAttributes(scope, '', SIDE_COOKIE_SECONDS))
}
