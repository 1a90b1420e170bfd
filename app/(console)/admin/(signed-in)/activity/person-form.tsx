import type { TenantRow } from '@/lib/console/tenant-list'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { Notice } from '../../_ui/notice'
import { TenantField } from '../../_ui/tenant-field'

const answers: Record<string, string> = {
  unreadable: 'Nobody of this tenant can have such a user name.',
  'too-many': 'That was one too many: thirty people an hour can be looked up. Try again later.',
}

/** What became of a search that leads to nobody; `said` is what the address has in place of a person. */
export function PersonAnswer({ said }: { said: unknown }) {
  const answer = typeof said === 'string' && Object.hasOwn(answers, said) ? answers[said] : undefined
  if (answer === undefined) return null
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
      <summary className="w-fit cursor-pointer text-[13px] font-medium">Find a person by user name</summary>
      <form
        method="post"
        action="/admin/activity/person"
        className="mt-3 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[12rem_minmax(16rem,1fr)_auto]"
      >
        <TenantField tenants={tenants} chosen={chosen} withAll={false} />
        <TextField
          label="User name, address or number"
          name="username"
          required
          maxLength={512}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <div>
          <Button type="submit">Find</Button>
        </div>
      </form>
      <p className="mt-2 text-[12px] text-faint">
        The name is turned into the tag that the log has, and kept nowhere. That you looked is in the log,
        too.
      </p>
    </details>
  )
}
