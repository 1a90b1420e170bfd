import { expect, test } from 'vitest'
import { changesSince } from './changes'
import { fault, ok, unknown, warning } from './check'

test('what has another verdict than before has changed, the worst first; what was not checked before has not', () => {
  const before = {
    'host.dns': 'fault',
    'client.secret': 'ok',
    'pool.recovery': 'warning',
    'users.verified_address': 'warning',
  } as const
  const now = [
    ok('host.dns', 'resolves'),
    fault('client.secret', 'refused'),
    warning('pool.recovery', 'as before'),
    unknown('deployment.redis', 'is new'),
  ]
  expect(changesSince(before, now)).toEqual([
    { id: 'client.secret', from: 'ok', to: 'fault' },
    { id: 'host.dns', from: 'fault', to: 'ok' },
  ])
})
