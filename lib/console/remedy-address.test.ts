import { expect, test } from 'vitest'
import { remedyAddress } from './remedy-address'

test('a finding leads to the control that mends it, and a command to no page', () => {
  const at = (setting: 'cognito.clientSecret' | 'hosts') =>
    remedyAddress({ kind: 'setting', setting }, 'acme')
  expect(at('cognito.clientSecret')).toBe('/admin/acme/settings#clientSecret')
  expect(at('hosts')).toBe('/admin/acme/settings#hosts')
  expect(remedyAddress({ kind: 'words' }, 'acme')).toBe('/admin/acme/brand?section=words')
  expect(remedyAddress({ kind: 'command', command: 'rekey secrets rotate' }, 'acme')).toBe(null)
})
