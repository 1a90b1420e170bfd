import { requireTenant } from '@/app/(console)/access'
import { findRevision, liveBrand, publicationsOf } from '@/app/(console)/console-store'
import { readersTimes } from '@/app/(console)/reader'
import { differences } from '@/lib/brand/difference'
import { isAtLeast } from '@/lib/console/auth/roles'
import { timeText } from '@/lib/console/dates'
import { say } from '@/lib/console/words/generated/history'
import { BY_FILE } from '@/lib/tenants/brand/publications'
import { brandHash } from '@/lib/tenants/brand-hash'
import { ButtonLink } from '../../../_ui/button'
import { Pill } from '../../../_ui/notice'
import { Card, ConsolePage, Empty } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { DifferencesList } from '../brand/differences-list'
import { RevisionButtons } from './revision-buttons'

export const generateMetadata = () => ({ title: say('history.title') })

const HASH = /^[0-9a-f]{64}$/

/** Who published what and when, with a preview, the differences between any two revisions, and buttons to go back. */
export default async function HistoryPage({ params, searchParams }: PageProps<'/admin/[tenant]/history'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug)
  const query = await searchParams
  const publications = await publicationsOf(tenant.id)
  const times = await readersTimes()
  const liveNow = await liveBrand(tenant.id)
  const live = brandHash(liveNow)
  const side = liveNow.colour?.mode === 'dark' ? 'dark' : 'light'
  const hashOf = (text: unknown) => (typeof text === 'string' && HASH.test(text) ? text : null)
  const [from, to] = [hashOf(query.from), hashOf(query.to)]
  const [one, other] = await Promise.all([
    from === null ? null : findRevision(tenant.id, from),
    to === null ? null : findRevision(tenant.id, to),
  ])
  const newestOf = (wanted: string) => publications.find(({ revision }) => revision === wanted)?.id
  const newestLive = newestOf(live)
  return (
    <ConsolePage
      title={say('history.titleOf', { name: tenant.name })}
      lead={say('history.lead')}
      actions={<ButtonLink href={`/admin/${slug}/brand`}>{say('common.backToEditor')}</ButtonLink>}
    >
      {one !== null && other !== null && (
        <Card title={say('history.fromTo', { from: from?.slice(0, 8) ?? '', to: to?.slice(0, 8) ?? '' })}>
          {differences(one, other).length === 0 ? (
            <p className="text-soft">{say('history.same')}</p>
          ) : (
            <DifferencesList changes={differences(one, other)} slug={slug} />
          )}
        </Card>
      )}
      {publications.length === 0 ? (
        <Empty title={say('history.empty')}>{say('history.emptyLead')}</Empty>
      ) : (
        <>
          <form method="get" className="flex flex-wrap items-end gap-2 text-[13px]">
            {(['from', 'to'] as const).map((name, index) => (
              <label key={name} className="grid max-w-full min-w-0 grid-cols-1 gap-1 font-medium">
                {name === 'from' ? say('history.compare') : say('history.with')}
                <select
                  name={name}
                  defaultValue={(name === 'from' ? from : to) ?? publications[1 - index]?.revision}
                  className="h-9 w-72 max-w-full rounded-md border border-control bg-panel px-2 font-normal"
                >
                  {publications.map(({ id, revision, at, comment }) => (
                    <option key={id} value={revision}>
                      {revision.slice(0, 8)} · {timeText(at, times)} {comment}
                    </option>
                  ))}
                </select>
              </label>
            ))}
            <button
              type="submit"
              className="h-9 cursor-pointer rounded-md border border-edge px-3.5 font-semibold hover:bg-wash"
            >
              {say('history.showDifferences')}
            </button>
          </form>
          <ol className="grid grid-cols-1 gap-3">
            {publications.map(({ id, revision, at, by, byName, comment }) => (
              <li
                key={id}
                id={newestOf(revision) === id ? `revision-${revision}` : undefined}
                className="target:border-control target:bg-ground flex flex-wrap items-center gap-5 rounded-xl border border-rule p-3"
              >
                <div className="relative h-[100px] w-[160px] shrink-0 overflow-hidden rounded-lg border border-rule">
                  <iframe
                    title={say('history.howLooked', { revision: revision.slice(0, 8) })}
                    src={`/preview/${slug}?revision=${revision}&state=forgot&mode=${side}`}
                    loading="lazy"
                    tabIndex={-1}
                    width={1280}
                    height={800}
                    className="pointer-events-none absolute start-0 top-0 origin-top-left scale-[0.125] border-0"
                  />
                </div>
                <div className="grid min-w-0 flex-1 gap-1 max-sm:basis-full">
                  <p className="flex items-center gap-2 font-semibold">
                    {comment || say('history.untitledPublish')}
                    {id === newestLive && <Pill tone="good">{say('history.live')}</Pill>}
                  </p>
                  <p className="text-[13px] text-soft">
                    {by === BY_FILE ? say('history.tenantFile') : (byName ?? by)} · <When at={at} />
                  </p>
                  <p className="font-mono text-[12px] text-faint">{revision.slice(0, 16)}</p>
                </div>
                <RevisionButtons
                  slug={slug}
                  revision={revision}
                  title={comment || say('history.untitledPublish')}
                  side={side}
                  canRestore={isAtLeast(role, 'editor')}
                  canRollBack={isAtLeast(role, 'owner') && revision !== live}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </ConsolePage>
  )
}
