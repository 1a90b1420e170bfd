import type { TenantRow } from '@/lib/console/tenant-list'
import { say } from '@/lib/console/words/generated/activity'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { Notice } from '../../_ui/notice'
import { TenantField } from '../../_ui/tenant-field'

/** What became of a search that leads to nobody; `said` is what the address has in place of a person. */
export function PersonAnswer({ said }: { said: unknown }) {
  const answer = typeof said === 'string' ? say.find('activity.personForm.answers', said) : null
  if (answer === null) return null
  return (
    <Notice tone="warn" role="alert">
      <p>{answer}</p>
    </Notice>
  )
}

/** Searches for one person of a tenant. The name goes in the body of a form, never in an address. */
export function PersonForm({ tenants, chosen }: { tenants: readonly TenantRow[]; chosen: string | null }) {
  if (tenants.length === 0) return null
  return (
    <details className="rounded-xl border border-rule p-4">
      <summary className="w-fit cursor-pointer text-[13px] font-medium">
        {say('activity.personForm.title')}
      </summary>
      <form
        method="post"
        action="/admin/activity/person"
        className="mt-3 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[12rem_minmax(16rem,1fr)_auto]"
      >
        <TenantField tenants={tenants} chosen={chosen} withAll={false} />
        <TextField
          label={say('activity.personForm.label')}
          name="username"
          required
          maxLength={512}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <div>
          <Button type="submit">{say('activity.personForm.find')}</Button>
        </div>
      </form>
      <p className="mt-2 text-[12px] text-faint">{say('activity.personForm.note')}</p>
    </details>
  )
}
