import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { services } from '@/app/services'
import { authOptions } from '@/lib/console/auth/sign-in'
import { settleNextAuthUrl } from '@/lib/platform/env'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const options = authOptions(services())
  if (options === null) return new Response('Not found\n', { status: 404 })
  settleNextAuthUrl()
  return NextAuth(request, context, options)
}

export { handle as GET, handle as POST }
