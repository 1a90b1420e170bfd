import {
  type ActivityFilter,
  LOOK_UP_PATTERN,
  queryOf,
  RANGES,
  readFilter,
  timeField,
} from '@/lib/console/activity/filter'
import { GROUPS, labelOfOutcome, OUTCOMES, type Tone } from '@/lib/console/activity/words'
import type { TenantRow } from '@/lib/console/tenant-list'
import { say } from '@/lib/console/words/generated/activity'
import { Button, ButtonLink } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { TenantField } from '../../_ui/tenant-field'

const dots: Record<Tone, string> = {
  plain: 'bg-mark-plain',
  good: 'bg-mark-good',
  warn: 'bg-mark-warn',
  bad: 'bg-mark-bad',
}

type Chip = { readonly value: string; readonly text: string; readonly tone: Tone }

const outcomeChips = (): Chip[] =>
  OUTCOMES.map((value) => {
    const { text, tone } = labelOfOutcome(value)
    return { value, text, tone }
  })
const groupChips = (): Chip[] =>
  GROUPS.map((value) => ({ value, text: say(`activity.groups.${value}`), tone: 'plain' }))

/** Some of a few to choose from; the browser keeps which are ticked, so that it takes no script. */
function Chips({
  title,
  name,
  chips,
  chosen,
}: {
  title: string
  name: string
  chips: readonly Chip[]
  chosen: readonly string[]
}) {
  return (
    <details open={chosen.length > 0}>
      <summary className="w-fit cursor-pointer text-[13px] font-medium">
        {title}:{' '}
        <span className="font-normal text-soft">
          {say('activity.searchForm.chosen', { count: chosen.length })}
        </span>
      </summary>
      <fieldset className="mt-3 flex flex-wrap gap-2">
        <legend className="sr-only">{title}</legend>
        {chips.map(({ value, text, tone }) => (
          <label
            key={value}
            className="relative inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full border border-control px-3 py-1 text-[13px] text-soft select-none has-checked:border-ink has-checked:bg-wash has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
          >
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              className="sr-only"
            />
            <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dots[tone]}`} />
            {text}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

/** What the list is to show. A form of the browser's own: the address that it leads to can be kept and passed on. */
export function SearchForm({ filter, tenants }: { filter: ActivityFilter; tenants: readonly TenantRow[] }) {
  const { view, lookUp, tenant, person, range, from, to } = filter
  const emptied = queryOf(readFilter({}), { view })
  return (
    <form
      method="get"
      action="/admin/activity"
      className="group grid gap-4 rounded-xl border border-rule p-4"
    >
      {view !== 'resets' && <input type="hidden" name="view" value={view} />}
      <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 xl:grid-cols-[minmax(16rem,1fr)_12rem_10rem_auto]">
        <div className="sm:max-xl:col-span-2">
          <TextField
            label={say('activity.searchForm.label')}
            name="q"
            type="search"
            defaultValue={lookUp === null || lookUp.kind === 'unreadable' ? '' : lookUp.value}
            pattern={LOOK_UP_PATTERN}
            title={say('activity.searchForm.hint')}
            placeholder="K7Q-2MX"
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <TenantField tenants={tenants} chosen={tenant} />
        <SelectField
          label={say('activity.searchForm.time')}
          name="range"
          defaultValue={range}
          options={RANGES.map((value) => ({ value, label: say(`activity.ranges.${value}`) }))}
        />
        <div className="flex gap-2 sm:max-xl:col-span-2">
          <Button type="submit" look="primary">
            {say('common.show')}
          </Button>
          {queryOf(filter) !== emptied && (
            <ButtonLink href={`/admin/activity${emptied}`} look="ghost">
              {say('activity.searchForm.clear')}
            </ButtonLink>
          )}
        </div>
      </div>
      <div className="hidden gap-3 group-has-[option[value=between]:checked]:grid sm:grid-cols-[14rem_14rem]">
        <TextField
          label={say('activity.searchForm.from')}
          name="from"
          type="datetime-local"
          step={1}
          defaultValue={timeField(from)}
        />
        <TextField
          label={say('activity.searchForm.to')}
          name="to"
          type="datetime-local"
          step={1}
          defaultValue={timeField(to)}
        />
      </div>
      {person !== null && (
        <p className="text-[13px]">
          <input type="hidden" name="person" value={person} />
          {say.rich('activity.searchForm.onlyPerson', {
            tag: person.slice(0, 6),
            all: (text) => (
              <a
                href={`/admin/activity${queryOf(filter, { person: null, before: null })}`}
                className="underline underline-offset-4"
              >
                {text}
              </a>
            ),
          })}
        </p>
      )}
      {view === 'console' ? (
        <Chips
          title={say('activity.searchForm.about')}
          name="about"
          chips={groupChips()}
          chosen={filter.groups}
        />
      ) : (
        <Chips
          title={say('activity.searchForm.outcomes')}
          name="outcome"
          chips={outcomeChips()}
          chosen={filter.outcomes}
        />
      )}
    </form>
  )
}
