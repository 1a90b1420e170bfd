import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/connection'
import { databaseTime } from '../db/database-time'
import { alertsSent } from '../db/schema'
import { log } from '../platform/log'
import { type AlertKind, alertsOf, sentenceOf, type TenantHour } from './conditions'
import { readWatched } from './tenant-hours'
import { sendWebhook, type Target } from './webhook'

type Settings = {
  readonly database: () => Promise<Database>
  /** Null where nobody wants to be told. */
  readonly target: () => Target | null
  readonly baseUrl: () => string
}

/** What one round did; `failed` are tried again in the next. */
export type AlertRound = { readonly sent: number; readonly failed: number }

export type Alerts = {
  /**
   * Tells what should be looked at: each kind once for each hour and tenant, by whichever process comes to it first. To be
   * called every few minutes. Throws what the database says.
   */
  round(): Promise<AlertRound>
}

type Alert = { tenant: { id: string; slug: string }; kind: AlertKind; hour: TenantHour }

/** Whether this process is the one to send it. */
async function claim(database: Database, { tenant, kind, hour }: Alert): Promise<boolean> {
  const claimed = await database
    .insert(alertsSent)
    .values({ tenantId: tenant.id, kind, hour: hour.hour })
    .onConflictDoNothing()
    .returning({ kind: alertsSent.kind })
  return claimed.length > 0
}

const release = (database: Database, { tenant, kind, hour }: Alert) =>
  database
    .delete(alertsSent)
    .where(and(eq(alertsSent.tenantId, tenant.id), eq(alertsSent.kind, kind), eq(alertsSent.hour, hour.hour)))

export function openAlerts({ database, target, baseUrl }: Settings): Alerts {
  async function send(db: Database, to: Target, alert: Alert): Promise<boolean> {
    const { tenant, kind, hour } = alert
    const { asked, landedSince, unknown, misconfigured, all } = hour
    try {
      await sendWebhook(to, `${tenant.id}/${kind}/${hour.hour.toISOString()}`, {
        type: `rekey.${kind}`,
        timestamp: hour.hour.toISOString(),
        data: {
          tenant: tenant.slug,
          text: sentenceOf(kind, hour),
          counts: { asked, landedSince, unknown, misconfigured, all },
          console: `${baseUrl()}/admin/activity?tenant=${tenant.slug}`,
        },
      })
      log.warn('alert.sent', { tenant: tenant.slug, kind })
      return true
    } catch (error) {
      log.error('alert.not_sent', { tenant: tenant.slug, kind, error })
      await release(db, alert)
      return false
    }
  }

  return {
    async round() {
      const to = target()
      if (to === null) return { sent: 0, failed: 0 }
      const db = await database()
      const now = await databaseTime(db)
      const wanted = (await readWatched(db, now)).flatMap(({ tenant, hours, usual }) =>
        hours.flatMap((hour) => alertsOf(hour, usual, now).map((kind): Alert => ({ tenant, kind, hour }))),
      )
      let sent = 0
      for (const alert of wanted) {
        if (!(await claim(db, alert))) continue
        // A receiver that is away is not asked again before the next round.
        if (!(await send(db, to, alert))) return { sent, failed: 1 }
        sent += 1
      }
      return { sent, failed: 0 }
    },
  }
}
