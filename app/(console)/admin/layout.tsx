import './admin.css'
import type { Metadata, Viewport } from 'next'

// Every page has a nonce of its own, and somebody's rights of this moment.
export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: { default: 'Rekey', template: '%s · Rekey' } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light' }

/** The console has a look of its own, so that nobody takes it for a tenant's page. */
export default function AdminLayout({ children }: LayoutProps<'/admin'>) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
