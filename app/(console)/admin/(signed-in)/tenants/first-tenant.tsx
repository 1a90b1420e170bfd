import { say } from '@/lib/console/words/generated/tenants'
import { ButtonLink } from '../../_ui/button'

const steps = ['client', 'connect', 'brand'] as const

/** Shown to operators where there is no tenant yet. */
export function FirstTenant() {
  return (
    <section className="grid gap-6 rounded-xl border border-rule p-6">
      <h2 className="text-[15px] font-semibold">{say('tenants.firstTenant.title')}</h2>
      <ol className="grid gap-5 sm:grid-cols-3">
        {steps.map((step, place) => (
          <li key={step} className="grid content-start gap-1.5">
            <span
              aria-hidden="true"
              className="grid size-6 place-content-center rounded-full bg-wash text-[12px] font-semibold tabular-nums"
            >
              {place + 1}
            </span>
            <span className="font-semibold">{say(`tenants.firstTenant.steps.${step}.title`)}</span>
            <span className="text-[13px] text-soft">{say(`tenants.firstTenant.steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
      <p className="flex flex-wrap items-center gap-3 text-[13px] text-soft">
        <ButtonLink href="/admin/tenants/new">{say('common.newTenant')}</ButtonLink>
        {say('tenants.firstTenant.files')}
      </p>
    </section>
  )
}
