import { MOST_LISTED } from '@/lib/console/tenant-query'
import { say } from '@/lib/console/words/generated/common'
import { SelectField, TextField } from './field'

type Props = {
  /** Those that there are, or more than can be listed. */
  tenants: readonly { slug: string; name: string }[]
  /** A slug; null for all, or for the first where there is no choice of all. */
  chosen: string | null
  withAll?: boolean
}

/** Of which tenant a list is; empty for all. Of many tenants one is named by its slug. */
export function TenantField({ tenants, chosen, withAll = true }: Props) {
  if (tenants.length > MOST_LISTED) {
    return (
      <TextField
        label={say('common.tenant')}
        name="tenant"
        defaultValue={chosen ?? ''}
        placeholder={withAll ? say('common.tenantField.placeholder') : say('common.slug')}
        pattern="[a-z0-9-]{1,63}"
        title={say('common.tenantField.hint')}
        required={!withAll}
        maxLength={63}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    )
  }
  return (
    <SelectField
      label={say('common.tenant')}
      name="tenant"
      defaultValue={chosen ?? (withAll ? '' : (tenants[0]?.slug ?? ''))}
      options={[
        ...(withAll ? [{ value: '', label: say('common.allTenants') }] : []),
        ...tenants.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
    />
  )
}
