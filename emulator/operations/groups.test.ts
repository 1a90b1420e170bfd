import { ListUsersInGroupCommand } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { jane, poolId, post, refusal, start } from '../harness'

const users = [
  { ...jane, groups: ['acme-owner', 'staff'] },
  { username: 'joe', email: 'joe@example.com', groups: ['acme-owner'], enabled: false },
  { username: 'jim', email: 'jim@example.org', groups: ['acme-owner'] },
  { username: 'eve', email: 'eve@example.org' },
]
type Input = { GroupName: string; UserPoolId?: string; Limit?: number; NextToken?: string }

async function listing() {
  const { cognito, sdk } = await start({ pool: { users, groups: ['acme-viewer'] } })
  const list = (input: Input) => sdk.send(new ListUsersInGroupCommand({ UserPoolId: poolId, ...input }))
  const names = async (input: Input) => {
    const { Users, NextToken } = await list(input)
    return { names: Users?.map(({ Username }) => Username), next: NextToken }
  }
  return { cognito, list, names }
}

test('a group lists its members with their state, page by page', async () => {
  const { list, names } = await listing()
  expect(await names({ GroupName: 'acme-owner' })).toEqual({ names: ['jane', 'joe', 'jim'], next: undefined })
  const first = await names({ GroupName: 'acme-owner', Limit: 2 })
  expect(first.names).toEqual(['jane', 'joe'])
  const second = { GroupName: 'acme-owner', Limit: 2, ...(first.next && { NextToken: first.next }) }
  expect(await names(second)).toEqual({ names: ['jim'], next: undefined })
  const [, joe] = (await list({ GroupName: 'acme-owner' })).Users ?? []
  expect(joe).toMatchObject({ Enabled: false, UserStatus: 'CONFIRMED' })
  expect(joe?.Attributes).toContainEqual({ Name: 'email', Value: 'joe@example.com' })
})

test('a group without members is empty, and one that is not there is an error', async () => {
  const { list, names } = await listing()
  expect(await names({ GroupName: 'acme-viewer' })).toEqual({ names: [], next: undefined })
  expect(await refusal(list({ GroupName: 'acme-editor' }))).toBe(
    'ResourceNotFoundException: Group not found.',
  )
  expect(await refusal(list({ GroupName: 'acme-owner', UserPoolId: 'eu-west-1_None00000' }))).toBe(
    'ResourceNotFoundException: User pool eu-west-1_None00000 does not exist.',
  )
})

test('a token of another list, a page of more than sixty and a call without a signature are refused', async () => {
  const { cognito, list, names } = await listing()
  const { next = '' } = await names({ GroupName: 'acme-owner', Limit: 1 })
  expect(await refusal(list({ GroupName: 'staff', NextToken: next }))).toContain('InvalidParameterException')
  expect(await refusal(list({ GroupName: 'staff', Limit: 61 }))).toBe(
    "InvalidParameterException: 1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60",
  )
  expect(await refusal(list({ GroupName: 'two words' }))).toContain("at 'groupName'")
  const body = JSON.stringify({ UserPoolId: poolId, GroupName: 'staff' })
  expect((await post(cognito, 'ListUsersInGroup', body)).text).toContain('MissingAuthenticationToken')
})
