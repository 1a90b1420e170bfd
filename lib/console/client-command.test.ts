import { expect, test } from 'vitest'
import { clientCommand, slugFrom } from './client-command'

const typed = { region: 'eu-west-1', userPoolId: ' eu-west-1_Ab12Cd34E ', passesAddress: true }

test('the command makes a client with a secret that tells nobody who exists and signs nobody in', () => {
  const command = clientCommand(typed)
  expect(command.replaceAll(/ \\\n +/g, ' ')).toBe(
    "aws cognito-idp create-user-pool-client --region eu-west-1 --user-pool-id eu-west-1_Ab12Cd34E --client-name rekey --generate-secret --explicit-auth-flows ALLOW_REFRESH_TOKEN_AUTH --prevent-user-existence-errors ENABLED --enable-token-revocation --enable-propagate-additional-user-context-data --query 'UserPoolClient.[ClientId,ClientSecret]' --output text",
  )
  expect(clientCommand({ ...typed, passesAddress: false })).not.toContain('context-data')
})

test('nothing that was typed reaches a shell unless it is an id', () => {
  for (const text of ['', '$(id)', "x'; rm -rf /", 'eu-west-1_A b', 'eu-west-1_Ab`id`']) {
    expect(clientCommand({ ...typed, userPoolId: text })).toContain('--user-pool-id YOUR_USER_POOL_ID \\')
    expect(clientCommand({ ...typed, region: text })).toContain('--region YOUR_REGION \\')
  }
})

test.each([
  ['Northwind Bank', 'northwind-bank'],
  ['  Panadería «Sol» ', 'panaderia-sol'],
  ['A&B', 'a-b'],
  ['株式会社', ''],
  [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
])('the name %s suggests the slug %s', (name, slug) => {
  expect(slugFrom(name)).toBe(slug)
})
