import type { Pool } from './pool'
import { callTrigger, type PostConfirmationEvent } from './triggers'
import { attributesOf, type User } from './users'
import type { World } from './world'

type Confirmation = Pick<PostConfirmationEvent, 'triggerSource'> & {
  user: User
  clientId: string
  clientMetadata: Record<string, string> | undefined
}

/**
 * Tells the pool's PostConfirmation function, after the change, as on AWS: if it throws, the caller gets an error
 * although everything was done.
 */
export async function callPostConfirmation(world: World, pool: Pool, about: Confirmation): Promise<void> {
  if (!pool.postConfirmation) return
  const { user, clientId, clientMetadata, triggerSource } = about
  const event: PostConfirmationEvent = {
    version: '1',
    region: pool.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
    triggerSource,
    request: {
      userAttributes: { ...attributesOf(user), 'cognito:user_status': user.status },
      ...(clientMetadata && { clientMetadata }),
    },
    response: {},
  }
  await callTrigger('PostConfirmation', pool.postConfirmation, event, world.lambdaTimeoutMs)
}
