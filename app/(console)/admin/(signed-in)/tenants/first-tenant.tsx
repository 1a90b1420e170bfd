import { ButtonLink } from '../../_ui/button'

const steps = [
  {
    title: 'Make an app client',
    text: 'One command of the AWS CLI, filled in for you, makes it in the user pool whose passwords are reset.',
  },
  {
    title: 'Connect it',
    text: 'Enter its ID and secret, and test the connection before anything is saved.',
  },
  {
    title: 'Give it a brand',
    text: 'The pages work at once, in a neutral look. Publish the brand when you like it.',
  },
] as const

/** Shown to operators where there is no tenant yet. */
export function FirstTenant() {
  return (
    <section className="grid gap-6 rounded-xl border border-rule p-6">
      <h2 className="text-[15px] font-semibold">Three steps to your first tenant</h2>
      <ol className="grid gap-5 sm:grid-cols-3">
        {steps.map(({ title, text }, place) => (
          <li key={title} className="grid content-start gap-1.5">
            <span
              aria-hidden="true"
              className="grid size-6 place-content-center rounded-full bg-wash text-[12px] font-semibold tabular-nums"
            >
              {place + 1}
            </span>
            <span className="font-semibold">{title}</span>
            <span className="text-[13px] text-soft">{text}</span>
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap items-center gap-3 text-[13px] text-soft">
        <ButtonLink href="/admin/tenants/new">New tenant</ButtonLink>
        Tenant files work as well: set REKEY_TENANTS, or run rekey tenants apply.
      </p>
    </section>
  )
}
