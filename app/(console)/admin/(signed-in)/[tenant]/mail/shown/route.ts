import { z } from 'zod'
import { drawMail, findStoredTenant } from '@/app/(console)/console-store'
import { currentAdmin } from '@/app/(console)/current-admin'
import { withStoreAway } from '@/app/store-away'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { roleAt } from '@/lib/console/auth/roles'
import { shownMail } from '@/lib/console/shown-mails'
import type { MailAround } from '@/lib/console/words/mail-around'
import { onSide } from '@/lib/mail/sample'
import { services } from '@/lib/services'
import { portalOf } from '@/lib/tenants/portal-address'

const Side = z.enum(['light', 'dark']).catch('light')

/** Links are for show here and can't be followed; the editor marks texts that lead to their fields. */
const STILL =
  '<style>a{pointer-events:none}[data-word]{cursor:pointer}[data-word]:hover,[data-word]:focus-visible{outline:2px dashed currentColor;outline-offset:3px}</style></head>'

/**
 * One mail as HTML, or as JSON what stands around it (`as=facts`), for the frame in which the console shows it; the proxy gives it its own policy, under which nothing
 * runs. Reading changes nothing, so only the role is checked.
 */
async function get(request: Request, { params }: { params: Promise<{ tenant: string }> }): Promise<Response> {
  const { tenant: slug } = await params
  const admin = await currentAdmin()
  if (admin === null) return refusalResponse('signed-out')
  const tenant = roleAt(admin.groups, slug) === null ? null : await findStoredTenant(slug)
  if (tenant === null) {
    const details = { by: admin.subject, slug }
    await services().audit.record({ event: 'authz.denied', tenantId: null, outcome: 'mail.shown', details })
    return refusalResponse('not-found')
  }
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const shown = shownMail(tenant, query)
  const mail = await drawMail(tenant, shown)
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
