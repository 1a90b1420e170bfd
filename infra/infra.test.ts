import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { makeApp } from './app'
import { type InfraSettings, readSettings, type TenantSettings } from './settings'

const folder = mkdtempSync(join(tmpdir(), 'rekey-infra-'))
for (const slug of ['acme', 'globex']) {
  for (const name of ['custom-message', 'post-confirmation', 'after-reset']) {
    mkdirSync(join(folder, slug, name), { recursive: true })
    writeFileSync(join(folder, slug, name, 'index.mjs'), 'export const handler = async (event) => event\n')
  }
}

const acme: TenantSettings = {
  slug: 'acme',
  name: 'Acme Bank',
  portal: 'https://reset.acme.example',
  mailDomain: 'acme.example',
  mailFrom: 'no-reply@acme.example',
  signsOut: true,
}
const globex: TenantSettings = {
  ...acme,
  slug: 'globex',
  userPoolId: 'eu-west-1_Gl0b3x',
  signsOut: false,
  webhookUrl: 'https://globex.example/hooks',
}
const project = { team: 'acme-team', project: 'rekey', environment: 'production' }
const settings: InfraSettings = {
  region: 'eu-west-1',
  functions: folder,
  tenants: [acme, globex],
  vercel: project,
}

const app = makeApp(settings)
const templateOf = (id: string) => Template.fromStack(app.node.findChild(id) as Stack)
const own = templateOf('rekey-acme')
const existing = templateOf('rekey-globex')
const vercel = templateOf('rekey-vercel')

test('the app client has a secret, hides who has an account, and passes addresses on', () => {
  for (const template of [own, existing]) {
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: true,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: true,
      AllowedOAuthFlowsUserPoolClient: false,
    })
  }
})

test('the app client signs nobody in', () => {
  const [client] = Object.values(own.findResources('AWS::Cognito::UserPoolClient'))
  assert.deepEqual(client?.Properties.ExplicitAuthFlows ?? [], [])
})

test('a new pool sends through SES, calls both functions and cannot be deleted by accident', () => {
  own.hasResourceProperties('AWS::Cognito::UserPool', {
    DeletionProtection: 'ACTIVE',
    EmailConfiguration: Match.objectLike({ EmailSendingAccount: 'DEVELOPER' }),
    LambdaConfig: { CustomMessage: Match.anyValue(), PostConfirmation: Match.anyValue() },
    UsernameConfiguration: { CaseSensitive: false },
  })
  own.hasResource('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain' })
})

test('a pool that is there already is left alone, and only it may call the functions', () => {
  existing.resourceCountIs('AWS::Cognito::UserPool', 0)
  existing.allResourcesProperties('AWS::Lambda::Permission', {
    Principal: 'cognito-idp.amazonaws.com',
    SourceArn: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
  })
  existing.resourceCountIs('AWS::Lambda::Permission', 2)
})

test('no function that Cognito calls waits longer than Cognito does, and the third is started once', () => {
  for (const template of [own, existing]) {
    template.resourceCountIs('AWS::Lambda::Function', 3)
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
    })
    const timeouts = Object.values(template.findResources('AWS::Lambda::Function'))
    assert.deepEqual(timeouts.map(({ Properties }) => Properties.Timeout).sort(), [5, 5, 60])
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1)
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      DestinationConfig: Match.absent(),
    })
  }
})

test('no secret stands in a template, and none but the mail function gets the key of the links', () => {
  for (const template of [own, existing]) {
    template.hasParameter('LinkKey', { NoEcho: true })
    const functions = Object.values(template.findResources('AWS::Lambda::Function'))
    const withKey = functions.filter(({ Properties }) => 'REKEY_LINK_KEY' in Properties.Environment.Variables)
    assert.equal(withKey.length, 1)
    assert.deepEqual(withKey[0]?.Properties.Environment.Variables.REKEY_LINK_KEY, { Ref: 'LinkKey' })
    assert.equal(JSON.stringify(template.toJSON()).includes('REKEY_SECRET'), false)
  }
  existing.hasParameter('WebhookSecret', { NoEcho: true })
})

/** The actions of a policy, by the beginning of its logical name. */
const actionsOf = (template: Template, name: string) =>
  Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(name))
    .flatMap(([, { Properties }]) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string }) => Action),
    )
    .sort()

test('the functions after a reset may send as their tenant and, only where it is wanted, end sessions', () => {
  assert.deepEqual(actionsOf(own, 'PostConfirmation'), [
    'cognito-idp:AdminListUserSessions',
    'cognito-idp:AdminUserGlobalSignOut',
    'lambda:InvokeFunction',
    'ses:SendEmail',
  ])
  assert.deepEqual(actionsOf(own, 'AfterReset'), [
    'cognito-idp:AdminForgetDevice',
    'cognito-idp:AdminListDevices',
    'cognito-idp:AdminListUserSessions',
    'cognito-idp:AdminRevokeUserSession',
    'cognito-idp:AdminUserGlobalSignOut',
    'ses:SendEmail',
  ])
  assert.deepEqual(actionsOf(existing, 'PostConfirmation'), ['lambda:InvokeFunction', 'ses:SendEmail'])
  assert.deepEqual(actionsOf(existing, 'AfterReset'), ['ses:SendEmail'])
  assert.deepEqual(actionsOf(own, '').length, 10)
  own.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({ Condition: { StringEquals: { 'ses:FromAddress': 'no-reply@acme.example' } } }),
      ]),
    }),
  })
})

test('no policy is for everything', () => {
  for (const template of [own, existing, vercel]) {
    const policies = JSON.stringify([
      template.findResources('AWS::IAM::Policy'),
      Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.Policies),
    ])
    assert.doesNotMatch(policies, /"Resource":"\*"|"Action":"\*"|:\*"/)
  }
})

test('only the named environment of the one Vercel project gets the role, and it can only look', () => {
  vercel.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: Match.objectLike({
      Statement: [
        Match.objectLike({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'oidc.vercel.com/acme-team:aud': 'https://vercel.com/acme-team',
              'oidc.vercel.com/acme-team:sub': 'owner:acme-team:project:rekey:environment:production',
            },
          },
        }),
      ],
    }),
    Policies: [
      Match.objectLike({
        PolicyDocument: Match.objectLike({
          Statement: [
            Match.objectLike({
              Action: [
                'cognito-idp:DescribeUserPool',
                'cognito-idp:DescribeUserPoolClient',
                'cognito-idp:GetUserPoolMfaConfig',
                'cognito-idp:GetUserPoolSessionConfiguration',
                'cognito-idp:ListUserPoolClients',
              ],
            }),
          ],
        }),
      }),
    ],
  })
})

test('listing who is in the console’s groups is allowed only where its pool is named, and of that pool alone', () => {
  const asked = makeApp({ ...settings, vercel: { ...project, consolePoolId: 'eu-west-1_C0ns0le' } })
  const template = Template.fromStack(asked.node.findChild('rekey-vercel') as Stack)
  const [role] = Object.values(template.findResources('AWS::IAM::Role'))
  const statements = role?.Properties.Policies.flatMap(
    ({ PolicyDocument }: { PolicyDocument: { Statement: object[] } }) => PolicyDocument.Statement,
  )
  const [look, people, ...others] = statements
  assert.equal(JSON.stringify(look).includes('ListUsersInGroup'), false)
  assert.equal(people.Action, 'cognito-idp:ListUsersInGroup')
  assert.match(JSON.stringify(people.Resource), /userpool\/eu-west-1_C0ns0le"/)
  assert.deepEqual(others, [])
})

test('looking up users and sending test mails are allowed only where they are asked for, and no more of it', () => {
  const wanted = { ...project, looksUpUsers: true, testMailFrom: 'no-reply@acme.example' }
  const asked = makeApp({ ...settings, vercel: wanted })
  const template = Template.fromStack(asked.node.findChild('rekey-vercel') as Stack)
  const [role] = Object.values(template.findResources('AWS::IAM::Role'))
  const text = JSON.stringify(role?.Properties.Policies)
  assert.deepEqual([...text.matchAll(/"(?:cognito-idp|ses):(?!From)\w+"/g)].map(String), [
    '"cognito-idp:DescribeUserPool"',
    '"cognito-idp:DescribeUserPoolClient"',
    '"cognito-idp:GetUserPoolMfaConfig"',
    '"cognito-idp:GetUserPoolSessionConfiguration"',
    '"cognito-idp:ListUserPoolClients"',
    '"cognito-idp:AdminGetUser"',
    '"ses:SendEmail"',
  ])
  assert.match(text, /"ses:FromAddress":"no-reply@acme\.example"/)
  assert.match(text, /:identity\/acme\.example"/)
  assert.doesNotMatch(text, /"Resource":"\*"/)
})

test('the whole app can be written down without an account or a network', () => {
  const assembly = makeApp(settings, { outdir: mkdtempSync(join(tmpdir(), 'rekey-cdk-')) }).synth()
  assert.deepEqual(assembly.stacks.map(({ stackName }) => stackName).sort(), [
    'rekey-acme',
    'rekey-globex',
    'rekey-vercel',
  ])
})

test('the example is whole, and a setting that is wrong is named', () => {
  assert.equal(readSettings('rekey.example.json').tenants.length, 1)
  const wrong = (tenant: Partial<TenantSettings>) => {
    const file = join(folder, 'settings.json')
    writeFileSync(file, JSON.stringify({ ...settings, tenants: [{ ...acme, ...tenant }] }))
    return () => readSettings(file)
  }
  assert.throws(wrong({ portal: 'http://reset.acme.example' }), /acme: portal/)
  assert.throws(wrong({ mailFrom: 'no-reply@evil.example' }), /acme: mailFrom/)
  assert.throws(wrong({ slug: 'Acme' }), /Acme: slug/)
  assert.throws(wrong({ signsOut: 'on' as 'ask' }), /acme: signsOut/)
  const noPool = { ...settings, vercel: { ...project, consolePoolId: 'eu-west-1_*' } }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(noPool))
  assert.throws(() => readSettings(join(folder, 'settings.json')), /consolePoolId/)
  const foreign = { ...settings, vercel: { ...project, testMailFrom: 'no-reply@evil.example' } }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(foreign))
  assert.throws(() => readSettings(join(folder, 'settings.json')), /testMailFrom/)
})
