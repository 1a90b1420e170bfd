import { z } from 'zod'
import { readableTenant } from '@/app/(console)/access'
import { drawMail } from '@/app/(console)/console-store'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { RareMail, shownMail } from '@/lib/console/shown-mails'
import type { MailAround } from '@/lib/console/words/mail-around'
import { onSide } from '@/lib/mail/sample'
import { portalOf } from '@/lib/tenants/portal-address'

const Side = z.enum(['light', 'dark']).catch('light')

/** Links are for show here and can't be followed; the editor marks texts that lead to their fields. */
const STILL =
  '<style>a{pointer-events:none}[data-word]{cursor:pointer}[data-word]:hover,[data-word]:focus-visible{outline:2px dashed currentColor;outline-offset:3px}</style></head>'

/**
 * One mail as HTML, or as JSON what stands around it (`as=facts`), for the frame in which the console shows it; the proxy
 * gives it its own policy, under which nothing runs.
 */
async function get(request: Request, { params }: { params: Promise<{ tenant: string }> }): Promise<Response> {
  const { tenant: slug } = await params
  const readable = await readableTenant(slug, 'mail.shown')
  if ('refusal' in readable) return refusalResponse(readable.refusal)
  const { tenant } = readable
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const shown = shownMail(tenant, query)
  const mail = await drawMail(tenant, shown, RareMail.parse(query))
  if (query.as === 'facts') {
    const { senderName, subject, counted } = mail
    return Response.json({ senderName, subject, sms: counted?.sms ?? null } satisfies MailAround)
  }
  const html = onSide(mail.html, Side.parse(query.side))
  // The pictures are available under the portal's own address too, whatever host the mail names.
  const still = html
    .replaceAll(`src="${portalOf(tenant)}/assets/`, `src="/${slug}/assets/`)
    .replace('</head>', STILL)
  return new Response(still, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

export const GET = withStoreAway(get)
