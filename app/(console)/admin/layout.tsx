import './admin.css'
import type { Metadata, Viewport } from 'next'

// Every page has its own nonce and depends on somebody's current rights.
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { default: 'Rekey', template: '%s · Rekey' } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light' }

/** The console has its own look, so that nobody mistakes it for a tenant's page. */
export default function AdminLayout({ children }: LayoutProps<'/admin'>) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
