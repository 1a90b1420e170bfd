import { SelectField, TextField } from './field'

/** More are not chosen from a list, which would be most of the page. */
const MOST_LISTED = 200

/** Of which tenant a list is; empty for all. */
export function TenantField({
  tenants,
  chosen,
}: {
  tenants: readonly { slug: string; name: string }[]
  chosen: string | null
}) {
  if (tenants.length > MOST_LISTED) {
    return (
      <TextField
        label="Tenant"
        name="tenant"
        defaultValue={chosen ?? ''}
        placeholder="Slug"
        spellCheck={false}
      />
    )
  }
  return (
    <SelectField
      label="Tenant"
      name="tenant"
      defaultValue={chosen ?? ''}
      options={[
        { value: '', label: 'All tenants' },
        ...tenants.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
    />
  )
}
