import { expect, test } from 'vitest'
import { ADMIN_ACTIONS, type AdminActionName } from './actions-table'
import { type Admin, authorise, FRESH_SECONDS } from './authorise'
import { OPERATORS_GROUP, roleAt, slugsOf } from './roles'

const people = {
  nobody: [],
  'viewer of acme': ['acme-viewer'],
  'editor of acme': ['acme-editor'],
  'owner of acme': ['acme-owner'],
  operator: [OPERATORS_GROUP],
  'owner of globex': ['globex-owner'],
} as const
type Person = keyof typeof people

const admin = (groups: readonly string[], signedInAgoSeconds = 10): Admin => ({
  sessionId: 's',
  subject: 'sub',
  name: 'Anna',
  groups,
  signedInAgoSeconds,
})

// v = viewer, e = editor, o = owner, O = operator of everything; a letter stands where the action is allowed at acme.
const matrix: Record<AdminActionName, string> = {
  'brand.save': 'eoO',
  'brand.upload': 'eoO',
  'brand.import': 'eoO',
  'brand.start_from': 'eoO',
  'brand.restore': 'eoO',
  'brand.share': 'eoO',
  'brand.unshare': 'eoO',
  'brand.export': 'veoO',
  'brand.publish': 'oO',
  'brand.roll_back': 'oO',
  'mail.send_test': 'eoO',
  'user.look_up': 'oO',
  'user.find': 'oO',
  'tenant.connect': 'oO',
  'tenant.examine': 'oO',
  'tenant.check_connection': 'oO',
  'host.claim': 'oO',
  'host.check': 'oO',
  'host.remove': 'oO',
  'tenant.create': 'O',
  'tenant.try_connection': 'O',
  'tenant.pause': 'O',
  'tenant.delete': 'O',
  'session.end': 'O',
}
const letters: Record<string, Person> = {
  v: 'viewer of acme',
  e: 'editor of acme',
  o: 'owner of acme',
  O: 'operator',
}
const names = Object.keys(ADMIN_ACTIONS) as AdminActionName[]
const cells = names.flatMap((action) =>
  (Object.keys(people) as Person[]).map((person) => ({
    action,
    person,
    isAllowed: [...matrix[action]].some((letter) => letters[letter] === person),
  })),
)

test.each(cells)('$action by $person is allowed: $isAllowed', ({ action, person, isAllowed }) => {
  const answer = authorise(action, {
    admin: admin(people[person]),
    isProven: true,
    slug: 'acme',
    exists: true,
  })
  expect('role' in answer).toBe(isAllowed)
  if (!isAllowed) expect(answer).toEqual({ refusal: 'not-found' })
})

test.each(names)(
  '%s is refused without a session, without proof of origin, and at a tenant that is not there',
  (action) => {
    const asked = { admin: admin([OPERATORS_GROUP]), isProven: true, slug: 'acme', exists: true }
    expect(authorise(action, { ...asked, admin: null })).toEqual({ refusal: 'signed-out' })
    expect(authorise(action, { ...asked, isProven: false })).toEqual({ refusal: 'no-proof' })
    expect(authorise(action, { ...asked, exists: false })).toEqual({ refusal: 'not-found' })
  },
)

test('connection, hosts, creating and deleting ask for a sign-in of the last five minutes', () => {
  const old = admin([OPERATORS_GROUP], FRESH_SECONDS + 1)
  const dangerous = names.filter(
    (action) => 'refusal' in authorise(action, { admin: old, isProven: true, slug: 'acme', exists: true }),
  )
  expect(dangerous).toEqual(['tenant.connect', 'host.claim', 'host.remove', 'tenant.create', 'tenant.delete'])
})

test('a group of one tenant gives nothing at a tenant whose name begins alike', () => {
  expect(roleAt(['acme-owner'], 'acm')).toBeNull()
  expect(roleAt(['acme-owner'], 'acme-owner')).toBeNull()
  expect(roleAt(['acme-owner-viewer'], 'acme-owner')).toBe('viewer')
  expect(slugsOf(['acme-owner', 'acme-editor', OPERATORS_GROUP, 'staff'])).toEqual(['acme'])
})
