import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CHECK_IDS } from '@/lib/console/words/check-titles'
import { atSetting, byCommand, fault, ok, unknown, warning } from '@/lib/doctor/check'
import { Changes } from './changes'
import { CheckTable } from './check-table'
import { Progress } from './progress'

const checks = [
  ok('tenant.open', 'the tenant is active'),
  warning('deployment.secret_rotation', 'older', 'Run it.', byCommand('rekey secrets rotate')),
  unknown('pool.recovery', 'needs IAM'),
  fault('client.secret', 'refused', 'Set `cognito.clientSecret`.', atSetting('cognito.clientSecret')),
]
const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('what was found stands first by its title, the worst before all, and what is OK is folded', () => {
  const html = renderToStaticMarkup(<CheckTable checks={checks} slug="acme" />)
  const [found = '', folded = ''] = html.split('<details class="group">')
  expect([...html.matchAll(/data-check="([^"]+)"/g)].map(([, id]) => id)).toEqual([
    'client.secret',
    'deployment.secret_rotation',
    'pool.recovery',
    'tenant.open',
  ])
  expect(text(found)).toContain('Fault App client secret client.secret refused Set cognito.clientSecret .')
  expect(found).toMatch(
    /<a (?=[^>]*aria-label="Fix: App client secret")(?=[^>]*href="\/admin\/acme\/settings#clientSecret")/,
  )
  expect(found).toMatch(/<summary [^>]*aria-label="Show command: [^"]+"/)
  expect(found).toContain('>rekey secrets rotate</textarea>')
  expect(text(folded)).toContain('One check is OK')
  expect(folded).toContain('data-check="tenant.open"')
})

test('a tenant that is not there yet has no page to lead to', () => {
  expect(renderToStaticMarkup(<CheckTable checks={checks} slug={null} />)).not.toContain('href=')
})

test('changes are told with both verdicts and the time of the result before', () => {
  const at = '2026-11-30T10:31:00.000Z'
  const shown = (verdicts: Record<string, 'ok' | 'fault'>) =>
    text(renderToStaticMarkup(<Changes result={{ at, checks, before: { at, verdicts } }} />))
  expect(shown({ 'client.secret': 'ok', 'tenant.open': 'ok' })).toMatch(
    /Changed since the checks of .*10:31.* App client secret OK then Fault now/,
  )
  expect(shown({ 'client.secret': 'fault' })).toContain('Nothing has changed since the checks of')
  expect(renderToStaticMarkup(<Changes result={{ at, checks, before: null }} />)).toBe('')
})

test('progress counts the checks that this reader is told of', () => {
  const shown = (seesDeployment: boolean) =>
    text(renderToStaticMarkup(<Progress heard={checks.slice(0, 1)} seesDeployment={seesDeployment} />))
  const ofTenant = CHECK_IDS.filter((id) => !id.startsWith('deployment.'))
  expect(shown(true)).toContain(`1 of ${CHECK_IDS.length} OK Status of the tenant `)
  expect(shown(true)).toContain('Database')
  expect(shown(false)).toContain(`1 of ${ofTenant.length} `)
  expect(shown(false)).not.toContain('Database')
})
