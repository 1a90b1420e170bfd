import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Emulator, type PoolSeed, startEmulator } from '../../emulator/index'
import { CHECK_IDS } from '../console/words/check-titles'
import { testDatabase } from '../db/test-database'
import { makeServices } from '../make-services'
import type { Services } from '../services'
import { applyTenants } from '../tenants/files/apply'
import { ofThisProcess } from '../tenants/files/apply-at-start'
import { parseTenantFile } from '../tenants/files/parse-tenant-file'
import type { Tenant } from '../tenants/tenant'
import type { Check } from './check'
import { breachedPasswords } from './check-passwords'
import { cannotResetNotice } from './check-pool'
import { examineTenant } from './examine'
import { examineConnection } from './examine-connection'
import { found } from './facts'

// A sound tenant and many broken ones, each in one respect: exactly that is found.

const secret = 'abcdefSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
const other = 'zyxwvuSECRET0123456789abcdefghijklmnopqrstuvwxyz0123'
const administrator = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' }
const as = { credentials: administrator }

/** What AWS tells of a pool and a client that are set up as the documentation of this project has it. */
const soundPool = {
  AutoVerifiedAttributes: ['email'],
  UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
  LambdaConfig: { CustomMessage: 'arn:aws:lambda:eu-west-1:000000000000:function:rekey-message' },
  VerificationMessageTemplate: { EmailMessage: 'Your code is {####}', SmsMessage: 'Code {####}' },
}
const soundClient = { EnableTokenRevocation: true }

type Broken = {
  what: string
  expected: string[]
  pool?: Partial<PoolSeed>
  client?: Partial<NonNullable<PoolSeed['client']>>
  cognito?: Record<string, unknown>
  hosts?: string[]
  mail?: { explainsRefusals: boolean }
  passwords?: { refusesBreached: boolean }
  signOut?: 'never' | 'ask' | 'always'
}

const cases: Broken[] = [
  { what: 'nothing', expected: [] },
  {
    what: 'the client id',
    cognito: { clientId: 'nobody' },
    expected: [
      'fault client.exists',
      'unknown client.secret',
      'unknown client.enumeration',
      'unknown client.user_context',
      'unknown client.token_revocation',
    ],
  },
  { what: 'the secret', cognito: { clientSecret: other }, expected: ['fault client.secret'] },
  {
    what: 'the order of two secrets',
    cognito: { clientSecret: [other, secret] },
    expected: ['warning client.secret'],
  },
  {
    what: 'hiding of missing users',
    client: { preventUserExistenceErrors: 'LEGACY' },
    expected: ['warning client.enumeration'],
  },
  {
    what: 'the address that is sent and not taken',
    client: { propagateUserContext: false },
    expected: ['fault client.user_context'],
  },
  {
    what: 'the region: it has the secondary replica',
    pool: { replica: { role: 'SECONDARY' } },
    cognito: { replicas: ['eu-central-1'] },
    expected: ['warning pool.replica'],
  },
  {
    what: 'the replica: it is not active',
    pool: { replica: { role: 'PRIMARY', status: 'INACTIVE' } },
    cognito: { replicas: ['eu-central-1'] },
    expected: ['fault pool.replica'],
  },
  {
    what: 'nothing, with the primary replica here and another elsewhere,',
    pool: { replica: { role: 'PRIMARY', others: { 'eu-central-1': 'SECONDARY' } } },
    cognito: { replicas: ['eu-central-1'] },
    expected: [],
  },
  {
    what: 'recovery',
    pool: { recovery: ['admin_only'] },
    expected: ['fault pool.recovery'],
  },
  {
    what: 'recovery by SMS beside MFA by SMS',
    pool: {
      recovery: ['verified_phone_number'],
      described: { ...soundPool, AutoVerifiedAttributes: ['phone_number'], MfaConfiguration: 'OPTIONAL' },
      describedMfa: { SmsMfaConfiguration: {} },
    },
    expected: ['fault pool.recovery'],
  },
  {
    what: 'recovery by e-mail beside MFA by e-mail',
    pool: {
      recovery: ['verified_email'],
      described: { ...soundPool, MfaConfiguration: 'ON' },
      describedMfa: { EmailMfaConfiguration: {} },
    },
    expected: ['fault pool.recovery'],
  },
  {
    what: 'nothing, with recovery by e-mail beside MFA by SMS,',
    pool: {
      recovery: ['verified_email'],
      described: { ...soundPool, MfaConfiguration: 'ON' },
      describedMfa: { SmsMfaConfiguration: {} },
    },
    expected: [],
  },
  { what: 'the case of names', pool: { caseSensitive: false }, expected: ['warning pool.case_sensitivity'] },
  {
    what: 'what people sign in with',
    pool: { described: { ...soundPool, UsernameAttributes: ['phone_number'] } },
    expected: ['warning pool.sign_in_names'],
  },
  {
    what: 'nothing, with an alias to sign in with,',
    pool: { described: { ...soundPool, AliasAttributes: ['email'] } },
    expected: [],
  },
  {
    what: 'the mail sender',
    pool: { mail: { sendingAccount: 'COGNITO_DEFAULT' } },
    expected: ['warning pool.mail_sender'],
  },
  {
    what: 'the template',
    pool: { described: { ...soundPool, VerificationMessageTemplate: { EmailMessage: 'Your code' } } },
    expected: ['fault pool.template'],
  },
  {
    what: 'the password policy',
    pool: { policy: { minimumLength: 12 } },
    expected: ['warning pool.password_policy'],
  },
  {
    what: 'an address of somebody',
    pool: {
      users: [
        { username: 'a', email: 'a@example.com' },
        { username: 'b', email: 'b@example.com', emailVerified: false },
      ],
    },
    expected: ['warning users.verified_address'],
  },
  {
    what: 'threat protection',
    pool: { described: { ...soundPool, UserPoolAddOns: { AdvancedSecurityMode: 'OFF' } } },
    expected: ['warning pool.threat_protection'],
  },
  {
    what: 'verification at sign-up',
    pool: { described: { ...soundPool, AutoVerifiedAttributes: [] } },
    expected: ['warning pool.auto_verified'],
  },
  {
    what: 'the function that writes the link',
    pool: { described: { ...soundPool, LambdaConfig: {} } },
    expected: ['warning pool.triggers'],
  },
  {
    what: 'the version of the custom sender',
    pool: {
      described: {
        ...soundPool,
        LambdaConfig: {
          KMSKeyID: 'arn:aws:kms:eu-west-1:000000000000:key/1',
          CustomEmailSender: {
            LambdaVersion: 'V2_0',
            LambdaArn: 'arn:aws:lambda:eu-west-1:000000000000:function:s',
          },
        },
      },
    },
    expected: ['fault pool.triggers'],
  },
  {
    what: 'the second of two secrets',
    cognito: { clientSecret: [secret, other] },
    expected: ['warning client.rotation'],
  },
  {
    what: 'a host, which resolves nowhere',
    hosts: ['reset.acme.example'],
    expected: ['fault host.dns', 'unknown host.tls'],
  },
  {
    what: 'a host, which is the portal’s own',
    hosts: ['portal.example'],
    expected: ['fault host.base', 'fault host.dns', 'unknown host.tls'],
  },
  {
    what: 'token revocation',
    client: { described: { EnableTokenRevocation: false } },
    expected: ['warning client.token_revocation'],
  },
  {
    what: 'nothing, with the mail to who can’t reset,',
    mail: { explainsRefusals: true },
    expected: [],
  },
  {
    what: 'the look-up of known passwords, which the deployment doesn’t make,',
    passwords: { refusesBreached: true },
    expected: ['warning passwords.breached'],
  },
  {
    what: 'the tracking of sessions that are to end',
    signOut: 'ask',
    expected: ['warning pool.session_tracking'],
  },
  {
    what: 'nothing, with sessions that are tracked and end,',
    signOut: 'always',
    pool: { tracksSessions: true },
    client: {
      described: {
        ...soundClient,
        AccessTokenValidity: 90,
        TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
        RefreshTokenValidity: 36,
      },
    },
    expected: [],
  },
  { what: 'nothing, where sessions stay,', signOut: 'never', expected: [] },
]

let cognito: Emulator
let services: Services
const tenants = new Map<string, Tenant>()

const poolId = (index: number) => `eu-west-1_Pool${index}`
const clientId = (index: number) => `client${index}`

beforeAll(async () => {
  cognito = await startEmulator({
    pools: cases.map(({ pool, client }, index) => ({
      id: poolId(index),
      users: [{ username: 'jane', email: 'jane@example.com' }],
      described: soundPool,
      ...pool,
      client: {
        id: clientId(index),
        secrets: [secret],
        preventUserExistenceErrors: 'ENABLED',
        propagateUserContext: true,
        described: soundClient,
        ...client,
      },
    })),
  })
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
  process.env.REKEY_BASE_URL = 'https://portal.example'
  process.env.DATABASE_URL = 'memory://'
  process.env.REKEY_MAIL_FROM = 'no-reply@acme.example'
  process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = cognito.url
  const loaded = cases.map(({ cognito: change, hosts = [], mail = {}, passwords, signOut }, index) => {
    const slug = `t${index}`
    const parsed = parseTenantFile({
      slug,
      name: 'Acme',
      hosts,
      mail,
      ...(passwords && { passwords }),
      ...(signOut && { signOut }),
      cognito: {
        region: 'eu-west-1',
        userPoolId: poolId(index),
        clientId: clientId(index),
        clientSecret: secret,
        propagateUserContext: true,
        ...change,
      },
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    return { fileName: `${slug}.json`, file: parsed.value, brand: {}, assets: [] }
  })
  services = makeServices(null, testDatabase())
  const applied = await applyTenants(await ofThisProcess(services.db.database), loaded)
  if (!applied.ok) throw new Error(JSON.stringify(applied.faults))
  for (const slug of applied.written) {
    const tenant = await services.tenants.find(slug)
    if (tenant !== null) tenants.set(slug, tenant)
  }
}, 60_000)

afterAll(async () => {
  await services.db.close()
  await cognito.close()
})

function tenantAt(index: number): Tenant {
  const tenant = tenants.get(`t${index}`)
  if (tenant === undefined) throw new Error(`tenant ${index} was not stored`)
  return tenant
}

const findings = (checks: readonly Check[]) =>
  checks.filter(({ verdict }) => verdict !== 'ok').map(({ verdict, id }) => `${verdict} ${id}`)

test.each(cases.map((each, index) => ({ ...each, index })))(
  'with $what broken, exactly that is found',
  async ({ index, expected }) => {
    expect(findings((await examineTenant(services, tenantAt(index), as)).operator)).toEqual(expected)
  },
)

describe('an examination', () => {
  test('has a fix for everything that it finds, and shows no secret', async () => {
    const all = await Promise.all(
      [2, 3, 6].map(async (index) => (await examineTenant(services, tenantAt(index), as)).operator),
    )
    for (const check of all.flat()) {
      expect(check.fix !== '').toBe(check.verdict === 'warning' || check.verdict === 'fault')
    }
    expect(JSON.stringify(all)).not.toMatch(/SECRET0123|made-up/)
  })

  test('makes the checks that have a title, in their order, and tells each as soon as it is made', async () => {
    const heard: string[] = []
    const examined = await examineTenant(services, tenantAt(0), {
      ...as,
      heard: (toldTo, { id, verdict }) => heard.push(`${toldTo} ${id} ${verdict}`),
    })
    expect(examined.operator.map(({ id }) => id)).toEqual([...CHECK_IDS])
    const told = (toldTo: 'operator' | 'owner') =>
      examined[toldTo].map(({ id, verdict }) => `${toldTo} ${id} ${verdict}`)
    expect(heard.toSorted()).toEqual([...told('operator'), ...told('owner')].toSorted())
    // What needs nothing looked up is there before what waits for Cognito.
    expect(heard.indexOf('operator words.lengths ok')).toBeLessThan(
      heard.indexOf('operator cognito.reachable ok'),
    )
  })

  test('leads to the setting that is wrong, or has the command that mends it', async () => {
    const remedyOf = async (index: number, id: string) =>
      (await examineTenant(services, tenantAt(index), as)).owner.find((check) => check.id === id)?.remedy
    const indexOf = (what: string) => cases.findIndex((each) => each.what === what)
    expect(await remedyOf(indexOf('the client id'), 'client.exists')).toEqual({
      kind: 'setting',
      setting: 'cognito.clientId',
    })
    const command = await remedyOf(indexOf('token revocation'), 'client.token_revocation')
    // AWS resets what an update leaves out: the command writes back all that it read, and no secret.
    expect(command).toEqual({
      kind: 'command',
      command: [
        `aws cognito-idp describe-user-pool-client --region eu-west-1 --user-pool-id ${poolId(indexOf('token revocation'))} --client-id ${clientId(indexOf('token revocation'))} \\`,
        '  --query UserPoolClient --output json \\',
        "  | jq 'del(.ClientSecret, .ClientType, .CreationDate, .LastModifiedDate) | .EnableTokenRevocation = true' > user-pool-client.json",
        'aws cognito-idp update-user-pool-client --region eu-west-1 --cli-input-json file://user-pool-client.json',
      ].join('\n'),
    })
  })

  test('asks for no real person where it is told not to', async () => {
    cognito.requests.clear()
    const examined = await examineTenant(services, tenantAt(0), { ...as, looksAtUsers: false })
    expect(cognito.requests.all().map(({ operation }) => operation)).not.toContain('ListUsers')
    expect(cognito.requests.all().length).toBeGreaterThan(3)
    expect(examined.operator.map(({ id }) => id)).not.toContain('users.verified_address')
  })

  test('changes nothing: no mail, no password, no user', async () => {
    const before = cognito.inbox.latest()
    await examineTenant(services, tenantAt(0), as)
    expect(cognito.inbox.latest()).toEqual(before)
    const operations = new Set(cognito.requests.all().map(({ operation }) => operation))
    expect([...operations].sort()).toEqual(
      [
        '',
        'AdminGetUser',
        'ConfirmForgotPassword',
        'DescribeUserPool',
        'DescribeUserPoolClient',
        'GetUserPoolMfaConfig',
        'ListUsers',
      ].filter((name) => operations.has(name)),
    )
  })

  test('says what needs an administrator where there is none', async () => {
    cognito.faults.add({
      kind: 'error',
      operation: 'DescribeUserPool',
      name: 'AccessDeniedException',
      times: 1,
    })
    const checks = (await examineTenant(services, tenantAt(0), as)).operator
    const recovery = checks.find(({ id }) => id === 'pool.recovery')
    expect(recovery).toMatchObject({ verdict: 'unknown' })
    expect(recovery?.evidence).toContain('needs IAM: cognito-idp:DescribeUserPool')
    const policy = checks.find(({ id }) => id === 'pool.password_policy')
    const statement: unknown = JSON.parse(policy?.evidence.match(/{.*}/)?.[0] ?? '')
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: 'cognito-idp:DescribeUserPool',
      Resource: `arn:aws:cognito-idp:eu-west-1:*:userpool/${poolId(0)}`,
    })
    cognito.faults.clear()
  })

  test('says that nobody can be told of a refusal where users can’t be looked up', async () => {
    const telling = tenantAt(cases.findIndex(({ mail }) => mail?.explainsRefusals))
    cognito.faults.add({ kind: 'error', operation: 'AdminGetUser', name: 'AccessDeniedException', times: 1 })
    const checks = (await examineTenant(services, telling, as)).operator
    expect(findings(checks)).toEqual(['warning mail.refusals'])
    expect(checks.find(({ id }) => id === 'mail.refusals')?.fix).toContain('AdminGetUser')
  })

  describe('of a tenant that signs people out', () => {
    const signingOut = () => tenantAt(cases.findIndex(({ signOut }) => signOut === 'always'))
    const checkOf = async (id: string, tenant = signingOut()) =>
      (await examineTenant(services, tenant, as)).operator.find((check) => check.id === id)
    const refuse = (operation: string) =>
      cognito.faults.add({ kind: 'error', operation, name: 'AccessDeniedException' })
    afterEach(() => cognito.faults.clear())

    test('says how long old tokens live, of whichever app client that is', async () => {
      const evidence = async () => (await checkOf('pool.token_life'))?.evidence
      expect(await evidence()).toBe(
        'old tokens live up to 90 minutes; a session that is not ended renews them for up to 36 hours',
      )
      const pool = cognito.pools.get(signingOut().cognito.userPoolId)
      cognito.pools.addClient(pool, { id: 'app', described: { IdTokenValidity: 6 } })
      expect(await evidence()).toBe(
        'old tokens live up to 6 hours; a session that is not ended renews them for up to 30 days',
      )
      for (let more = 0; more < 9; more += 1) cognito.pools.addClient(pool, { id: `app${more}` })
      expect(await evidence()).toContain('more than 10 app clients')
    })

    test('says what needs an administrator where there is none', async () => {
      refuse('GetUserPoolSessionConfiguration')
      refuse('ListUserPoolClients')
      const checks = (await examineTenant(services, signingOut(), as)).operator
      expect(findings(checks)).toEqual(['unknown pool.session_tracking', 'unknown pool.token_life'])
      const why = (id: string) => checks.find((check) => check.id === id)?.evidence
      expect(why('pool.session_tracking')).toContain('cognito-idp:GetUserPoolSessionConfiguration')
      expect(why('pool.token_life')).toContain('cognito-idp:ListUserPoolClients')
      cognito.faults.clear()
      refuse('DescribeUserPoolClient')
      const untracked = tenantAt(cases.findIndex(({ signOut }) => signOut === 'ask'))
      expect(await checkOf('pool.token_life', untracked)).toMatchObject({
        verdict: 'unknown',
        evidence: expect.stringContaining('cognito-idp:DescribeUserPoolClient'),
      })
    })

    test('has the command that tracks sessions, with the number that the pool has', async () => {
      const tenant = tenantAt(cases.findIndex(({ signOut }) => signOut === 'ask'))
      const { region, userPoolId } = tenant.cognito
      expect((await checkOf('pool.session_tracking', tenant))?.remedy).toEqual({
        kind: 'command',
        command: [
          `aws cognito-idp set-user-pool-session-configuration --region ${region} --user-pool-id ${userPoolId} \\`,
          '  --user-session-tracking ENABLED --token-session MaxPerUser=20',
        ].join('\n'),
      })
    })

    test('asks nothing of sessions where they are left alone', async () => {
      cognito.requests.clear()
      const staying = tenantAt(cases.findIndex(({ signOut }) => signOut === 'never'))
      for (const tenant of [staying, tenantAt(0)]) {
        expect((await checkOf('pool.session_tracking', tenant))?.evidence).toContain('not looked at')
        expect((await checkOf('pool.token_life', tenant))?.evidence).toContain('not looked at')
      }
      const operations = cognito.requests.all().map(({ operation }) => operation)
      expect(operations).not.toContain('GetUserPoolSessionConfiguration')
      expect(operations).not.toContain('ListUserPoolClients')
    })
  })

  test('has nothing against a look-up of known passwords that both sides ask for', () => {
    const tenant = tenantAt(cases.findIndex(({ passwords }) => passwords?.refusesBreached))
    const check = (looksUpBreaches: boolean) => breachedPasswords({ tenant, deployment: { looksUpBreaches } })
    expect(check(true).verdict).toBe('ok')
    expect(check(false).fix).toContain('REKEY_BREACHED_PASSWORDS')
  })

  test('says that nobody can be told of a refusal where there is no sender', () => {
    const check = cannotResetNotice({ telling: found({ hasSender: false, mayLookUp: true }) })
    expect(check).toMatchObject({ verdict: 'warning', fix: 'Set REKEY_MAIL_FROM.' })
  })

  test('finds a firewall and a service that is away', async () => {
    cognito.faults.add({ kind: 'not-json', operation: 'ConfirmForgotPassword', times: 1 })
    const blocked = (await examineTenant(services, tenantAt(0), as)).operator
    expect(findings(blocked)).toContain('fault cognito.firewall')
    await cognito.goDark()
    await examineTenant(services, tenantAt(0), as)
    const away = findings((await examineTenant(services, tenantAt(0), as)).operator)
    await cognito.comeBack()
    expect(away).toContain('fault cognito.reachable')
    expect(away).toContain('unknown client.secret')
  })
})

describe('a connection that is not stored yet', () => {
  const checksOf = async (
    withSecret: string,
    change: Partial<Tenant['cognito']> = {},
    toldTo: 'operator' | 'owner' = 'operator',
  ) => {
    const stored = tenantAt(0)
    const tenant = { ...stored, id: 'new', cognito: { ...stored.cognito, ...change } }
    return examineConnection(services.regions, tenant, withSecret, toldTo, administrator)
  }
  const tried = async (...what: Parameters<typeof checksOf>) => findings(await checksOf(...what))

  test('is told by the app client’s own checks, with the secret that was typed', async () => {
    expect(await tried(secret)).toEqual([])
    expect(await tried('another0123456789012345678')).toContain('fault client.secret')
    expect(await tried('')).toContain('fault client.secret')
    expect(await tried(secret, { clientId: 'nobody' })).toContain('fault client.exists')
  })

  test('tells an owner the client’s settings only where the secret proves that it is theirs', async () => {
    expect(await checksOf(secret, {}, 'owner')).toEqual(await checksOf(secret))
    const unproven = await checksOf('another0123456789012345678', {}, 'owner')
    expect(findings(unproven)).toContain('unknown client.token_revocation')
    expect(findings(unproven)).toContain('fault client.secret')
    const foreign = await checksOf(secret, { userPoolId: poolId(1) }, 'owner')
    expect(findings(foreign)).toContain('unknown client.token_revocation')
  })
})

describe('an owner', () => {
  const indexOf = (what: string) => cases.findIndex((each) => each.what === what)

  test('is told of the tenant’s own pool what an operator is, and nothing of the deployment', async () => {
    const checks = (await examineTenant(services, tenantAt(indexOf('the password policy')), as)).owner
    expect(findings(checks)).toEqual(['warning pool.password_policy'])
    expect(checks.filter(({ id }) => id.startsWith('deployment.'))).toEqual([])
  })

  test('learns nothing about a pool by naming it', async () => {
    const foreign = {
      ...tenantAt(0),
      cognito: { ...tenantAt(0).cognito, userPoolId: poolId(indexOf('recovery')) },
    }
    const unproven = tenantAt(indexOf('the secret'))
    for (const tenant of [foreign, unproven]) {
      const checks = (await examineTenant(services, { ...tenant, signOut: 'always' }, as)).owner
      // That the settings name no replicas, they say themselves.
      const ofPool = checks.filter(({ id }) => /^(pool|users)\./.test(id) && id !== 'pool.replica')
      expect(new Set(ofPool.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']))
    }
  })
})
