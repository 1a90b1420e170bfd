import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { recordDenied, requireAdmin } from '@/app/(console)/access'
import { wholeReach } from '@/app/(console)/activity-reach'
import { findEntry, findJourney } from '@/app/(console)/console-store'
import { detailsInWords } from '@/lib/console/activity/details'
import type { Entry } from '@/lib/console/activity/entries'
import { outcomeLabel } from '@/lib/console/activity/words'
import { say } from '@/lib/console/words/generated/activity'
import { languageName } from '@/lib/console/words/say'
import { log } from '@/lib/platform/log'
import { Identifier } from '../../../_ui/copy-button'
import { Later } from '../../../_ui/later'
import { Card, ConsolePage } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { Happening, linkClass, listOf, NotRead, Waiting, Who } from '../entry-table'
import { Steps } from '../journey-list'

export const generateMetadata = () => ({ title: say('activity.title') })

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null
  return (
    <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[11rem_1fr]">
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

const IdentifierFact = ({ name, text }: { name: string; text: string | null }) => (
  <Fact name={name}>{text && <Identifier name={name}>{text}</Identifier>}</Fact>
)

const HISTORY_REVISION = /^[0-9a-f]{64}$/

/** The brand that was shown, as History names it; what the first release wrote is a name of the whole tenant's state. */
function BrandRevision({
  entry: { brandRevision, tenant },
}: {
  entry: Pick<Entry, 'brandRevision' | 'tenant'>
}) {
  if (brandRevision === null) return null
  const isOfHistory = HISTORY_REVISION.test(brandRevision)
  const name = <span className="font-mono text-[12px]">{brandRevision.slice(0, 16)}</span>
  return (
    <Fact name={isOfHistory ? say('activity.entry.brandRevision') : say('activity.entry.tenantState')}>
      {isOfHistory && tenant !== null ? (
        <a href={`/admin/${tenant.slug}/history#revision-${brandRevision}`} className={linkClass}>
          {name}
        </a>
      ) : (
        name
      )}
    </Fact>
  )
}

/** Everything that the audit log has of one entry, in words, at an address that stays. */
export default async function EntryPage({ params, searchParams }: PageProps<'/admin/activity/[entry]'>) {
  const admin = await requireAdmin()
  const { entry: named } = await params
  const id = /^\d{1,15}$/.test(named) ? Number(named) : null
  const entry = id === null ? null : await findEntry(id, await wholeReach(admin))
  if (entry === null) {
    await recordDenied(admin, 'page for an entry', null)
    notFound()
  }
  const here = `/admin/activity/${entry.id}`
  const journey = findJourney(entry).catch((error: unknown) => {
    log.warn('activity.not_read', { error })
    return 'not-read' as const
  })
  const label = outcomeLabel(entry.event, entry.outcome, entry.flow)
  return (
    <ConsolePage
      title={say('activity.entry.title')}
      lead={
        <a href={listOf(entry)} className="underline underline-offset-4">
          {say('activity.entry.allActivity')}
        </a>
      }
    >
      <Card>
        <p className="text-[15px]">
          <Happening entry={entry} />
        </p>
        {label?.meaning && <p className="max-w-prose text-soft">{label.meaning}</p>}
        <dl className="grid gap-2.5 border-t border-rule pt-4 text-[13px]">
          <Fact name={say('activity.heads.when')}>
            <When at={entry.at} precision="second" />
          </Fact>
          <Fact name={say('common.tenant')}>{entry.tenant?.name}</Fact>
          <Fact name={say('activity.heads.who')}>
            {entry.person !== null || entry.tag !== null ? <Who entry={entry} /> : null}
          </Fact>
          <Fact name={say('common.network')}>{entry.network}</Fact>
          <IdentifierFact name={say('common.supportCode')} text={entry.supportCode} />
          <IdentifierFact name={say('activity.entry.requestId')} text={entry.requestId} />
          <IdentifierFact name={say('activity.entry.trace')} text={entry.traceId} />
          {detailsInWords(entry.details).map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
          <Fact name={say('activity.entry.flow')}>
            {entry.flow && (say.find('activity.linkKinds', entry.flow) ?? entry.flow)}
          </Fact>
          <Fact name={say('common.language')}>{entry.locale && languageName(entry.locale)}</Fact>
          <BrandRevision entry={entry} />
          <Fact name={say('activity.entry.inTheLog')}>
            <span className="font-mono text-[12px] text-soft">
              {[entry.event, entry.outcome, `#${entry.id}`].filter(Boolean).join(' · ')}
            </span>
          </Fact>
        </dl>
      </Card>
      <Later
        of={journey}
        isPatient={(await searchParams).wait === '1'}
        waiting={<Waiting href={`${here}?wait=1`} />}
      >
        {(found) => {
          if (found === 'not-read') return <NotRead href={here} />
          if (found === null || found.steps.length < 2) return null
          return (
            <Card title={say('activity.entry.wholeReset')}>
              <Steps steps={found.steps} here={entry.id} />
            </Card>
          )
        }}
      </Later>
    </ConsolePage>
  )
}
