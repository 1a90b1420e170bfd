import { after } from 'next/server'
import { requireTenant } from '@/app/(console)/access'
import { hostsOf, secretFacts } from '@/app/(console)/console-store'
import { readersTimes } from '@/app/(console)/reader'
import { isAtLeast } from '@/lib/console/auth/roles'
import { timeText } from '@/lib/console/dates'
import { formOf } from '@/lib/console/settings-form'
import { shownPolicy } from '@/lib/console/shown-policy'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { env } from '@/lib/platform/env'
import { services } from '@/lib/services'
import { proofName, proofText } from '@/lib/tenants/host-claims'
import { vercelProject } from '@/lib/tenants/vercel'
import { Card, ConsolePage } from '../../../_ui/page'
import { DangerZone } from './danger-zone'
import { Hosts } from './hosts'
import { PolicySource } from './policy-source'
import { SettingsEditor } from './settings-editor'

export const metadata = { title: 'Settings' }

export default async function SettingsPage({ params }: PageProps<'/admin/[tenant]/settings'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug, 'owner')
  const [facts, hosts] = await Promise.all([secretFacts(tenant.id), hostsOf(tenant.id)])
  const { usesTriggers, clientMetadata, analyticsEndpointId, passwordPolicy } = tenant.cognito
  const { policies } = services()
  const times = await readersTimes()
  const look = policies.due(tenant)
  if (look !== null) after(look)
  return (
    <ConsolePage
      title={`Settings of ${tenant.name}`}
      lead="The user pool, custom domains and support contacts."
    >
      <SettingsEditor
        slug={slug}
        start={{ ...formOf(tenant), locales: offeredLocales(tenant.locales) }}
        shownPolicy={<PolicySource shown={shownPolicy(policies.of(tenant), tenant.cognito.userPoolId)} />}
        mayMovePool={isAtLeast(role, 'operator')}
        kept={{
          usesTriggers,
          clientMetadata,
          analyticsEndpointId,
          ...(passwordPolicy.historySize !== undefined && { historySize: passwordPolicy.historySize }),
        }}
        secrets={facts.map(
          ({ endsWith, setAt, position }) =>
            `${position === 0 ? 'Set' : 'Previous one set'} on ${timeText(setAt, times, 'day')}, ends …${endsWith}`,
        )}
      />
      <Card
        title="Custom domains"
        lead="A domain of your own serves your pages without the slug, once its DNS proves that it is yours."
      >
        <Hosts
          slug={slug}
          proven={hosts.proven}
          claims={hosts.claims.map(({ host, token }) => ({
            host,
            name: proofName(host),
            text: proofText(token),
          }))}
          target={new URL(env().REKEY_BASE_URL).hostname}
          usesVercel={vercelProject() !== null}
        />
      </Card>
      {isAtLeast(role, 'operator') && <DangerZone slug={slug} isPaused={tenant.status === 'paused'} />}
    </ConsolePage>
  )
}
