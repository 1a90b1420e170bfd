import './admin.css'
import type { Metadata, Viewport } from 'next'
import { chosenSide } from '@/app/(console)/side-cookie'

// Every page has its own nonce and depends on somebody's current rights.
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { default: 'Rekey', template: '%s · Rekey' } }

/** The side stands in the head, too: a browser paints its canvas before it has the styles. */
export async function generateViewport(): Promise<Viewport> {
  const side = await chosenSide()
  return {
    width: 'device-width',
    initialScale: 1,
    colorScheme: side === 'system' ? 'light dark' : side,
  }
}

/** The console has its own look, so that nobody mistakes it for a tenant's page. */
export default async function AdminLayout({ children }: LayoutProps<'/admin'>) {
  const side = await chosenSide()
  return (
    <html lang="en" data-side={side === 'system' ? undefined : side}>
      <body>{children}</body>
    </html>
  )
}
