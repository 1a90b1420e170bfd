import { requireAdmin } from '@/app/(console)/access'
import { activityReach } from '@/app/(console)/activity-reach'
import { hourCounts, lastFaults } from '@/app/(console)/console-store'
import {
  barsOf,
  type Figures,
  figuresOf,
  providersOf,
  SPANS,
  type Span,
  startOf,
} from '@/lib/console/activity/figures'
import { queryOf, readFilter } from '@/lib/console/activity/filter'
import { labelOfOutcome, OUTCOMES, type OutcomeKey, toneOfOutcome } from '@/lib/console/activity/words'
import { isAtLeast, isOperator } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/overview'
import { numberText } from '@/lib/console/words/say'
import type { LastFaults } from '@/lib/doctor/last-result'
import { log } from '@/lib/platform/log'
import { Button, ButtonLink } from '../../_ui/button'
import { SelectField } from '../../_ui/field'
import { Later } from '../../_ui/later'
import { Pill } from '../../_ui/notice'
import { Card, ConsolePage, Empty } from '../../_ui/page'
import { TenantField } from '../../_ui/tenant-field'
import { NotRead, Waiting } from '../activity/entry-table'
import { OutcomeChart } from './chart'
import { Funnel } from './funnel'
import { Providers } from './providers'

export const generateMetadata = () => ({ title: say('overview.title') })

const isSpan = (text: unknown): text is Span => SPANS.some((span) => span === text)
/** What somebody has to look into, whoever it happened to. */
const toLookInto = OUTCOMES.filter((outcome) => toneOfOutcome(outcome) === 'bad')
const whyNot = OUTCOMES.filter((outcome) => toneOfOutcome(outcome) === 'warn')

type Of = {
  figures: Figures
  since: Date
  tenant: string | null
  /** The tenants at which the doctor last found faults, and where they are shown. */
  faulty: readonly LastFaults[]
  doctor: string
}

/** The list of exactly the entries that a figure counts. */
const listOf = (outcome: OutcomeKey, { since, tenant }: Of) =>
  `/admin/activity${queryOf({
    ...readFilter({ view: 'entries' }),
    tenant,
    outcomes: [outcome],
    range: 'between',
    from: since,
  })}`

function Tile({ href, text, count }: { href: string; text: string; count: number }) {
  return (
    <li>
      <a
        href={href}
        className="grid h-full content-between gap-1 rounded-xl border border-rule p-4 hover:border-control"
      >
        <span className="text-[13px] text-soft">{text}</span>
        {/* What is well is quiet, so that the one figure to look into stands out. */}
        <span
          className={`text-[22px] leading-7 tabular-nums ${count > 0 ? 'font-semibold text-bad' : 'text-soft'}`}
        >
          {numberText(count)}
        </span>
      </a>
    </li>
  )
}

function Tiles(of: Of) {
  const faults = of.faulty.reduce((sum, each) => sum + each.faults, 0)
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
      {toLookInto.map((key) => (
        <Tile
          key={key}
          href={listOf(key, of)}
          text={labelOfOutcome(key).text}
          count={of.figures.outcomes[key] ?? 0}
        />
      ))}
      <Tile href={of.doctor} text={say('overview.faults')} count={faults} />
    </ul>
  )
}

function WhyNot(of: Of) {
  const found = whyNot.filter((key) => (of.figures.outcomes[key] ?? 0) > 0)
  if (found.length === 0) return <p className="text-[13px] text-soft">{say('overview.nothingRefused')}</p>
  return (
    <ul className="grid gap-2">
      {found.map((key) => (
        <li key={key} className="flex items-baseline justify-between gap-4 text-[13px]">
          <a href={listOf(key, of)} className="underline-offset-4 hover:underline">
            <Pill tone="warn">{labelOfOutcome(key).text}</Pill>
          </a>
          <span className="tabular-nums">{numberText(of.figures.outcomes[key] ?? 0)}</span>
        </li>
      ))}
    </ul>
  )
}

/** How resets went, of one tenant or of all that somebody may see. */
export default async function OverviewPage({ searchParams }: PageProps<'/admin/overview'>) {
  const admin = await requireAdmin()
  const query = await searchParams
  const span = isSpan(query.span) ? query.span : '24h'
  const tenant = typeof query.tenant === 'string' && query.tenant !== '' ? query.tenant : null
  const { reach, tenants, chosen } = await activityReach(admin, tenant)
  const now = new Date()
  const since = startOf(span, now)
  const told = isOperator(admin.groups) ? 'operator' : 'owner'
  const counted = Promise.all([hourCounts(span, reach, now), lastFaults(reach, told)]).catch(
    (error: unknown) => {
      log.warn('activity.not_read', { error })
      return null
    },
  )
  const mayExamine = chosen !== null && isAtLeast(chosen.role, 'owner')
  const doctor = mayExamine ? `/admin/${chosen.slug}/health` : '/admin/tenants?status=fault'
  const here = `/admin/overview?${new URLSearchParams({ span, ...(tenant !== null && { tenant }) })}`
  return (
    <ConsolePage
      title={say('overview.title')}
      lead={say('overview.lead')}
      actions={
        // Whoever has only one is not shown the list, where it otherwise stands.
        isOperator(admin.groups) &&
        tenants.length <= 1 && <ButtonLink href="/admin/tenants/new">{say('common.newTenant')}</ButtonLink>
      }
    >
      <form method="get" className="flex flex-wrap items-end gap-3">
        <TenantField tenants={tenants} chosen={tenant} />
        <SelectField
          label={say('overview.time')}
          name="span"
          defaultValue={span}
          options={SPANS.map((value) => ({ value, label: say(`overview.spans.${value}`) }))}
        />
        <Button type="submit">{say('common.show')}</Button>
      </form>
      <Later of={counted} isPatient={query.wait === '1'} waiting={<Waiting href={`${here}&wait=1`} />}>
        {(found) => {
          if (found === null) return <NotRead href={here} />
          const [rows, faulty] = found
          const of = { figures: figuresOf(rows), since, tenant, faulty, doctor }
          if (rows.length === 0) {
            return (
              <>
                {faulty.length > 0 && <Tiles {...of} />}
                <Empty title={say('overview.empty')}>{say('overview.emptyLead')}</Empty>
              </>
            )
          }
          return (
            <>
              <Tiles {...of} />
              <Card title={say('overview.howFarTheyCome')}>
                <Funnel figures={of.figures} />
              </Card>
              <Providers rows={providersOf(rows)} />
              <Card title={say('overview.howItEnded')}>
                <OutcomeChart bars={barsOf(rows, span, now)} span={span} />
              </Card>
              <Card title={say('overview.whyNot')}>
                <WhyNot {...of} />
              </Card>
            </>
          )
        }}
      </Later>
    </ConsolePage>
  )
}
