import type { Viewport } from 'next'
import { nonceOfRequest } from '@/app/[tenant]/portal'
import { pageCss } from '@/app/generated/page-css'
import { BANNER_CSS } from './banner-css'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

const isSlug = (text: string) => /^[a-z0-9-]{1,63}$/.test(text)

/** The frame of a preview: the pages' style sheet, and the element that carries the brand's own colours. */
export default async function PreviewLayout({ children, params }: LayoutProps<'/preview/[tenant]'>) {
  const { tenant } = await params
  return (
    <html lang="en" data-brand={isSlug(tenant) ? tenant : 'none'} suppressHydrationWarning>
      <head>
        <style nonce={await nonceOfRequest()} suppressHydrationWarning>
          {pageCss + BANNER_CSS}
        </style>
      </head>
      <body>{children}</body>
    </html>
  )
}
