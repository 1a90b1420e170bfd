import { SelectField } from './field'

/** Of which tenant a list is; empty for all. */
export function TenantField({
  tenants,
  chosen,
}: {
  tenants: readonly { slug: string; name: string }[]
  chosen: string | null
}) {
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
