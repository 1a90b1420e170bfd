import { draftMessage, recoveryContact, sendMessage } from '../../emulator/delivery'
import { errors } from '../../emulator/errors'
import { type Operations, open } from '../../emulator/operations/table'
import { inputs } from '../../emulator/shapes'
import { findUser, type User } from '../../emulator/users'

/** For tests: Cognito's operations for the second kind of link, as far as one sign-up needs them. */
export function signUpOperations(): Operations {
  const codes = new Map<User, string>()
  const { Password: _, ...confirmation } = inputs.ConfirmForgotPassword
  return {
    ResendConfirmationCode: open(inputs.ForgotPassword, async (input, { world }) => {
      const { pool, client } = world.pools.clientById(input.ClientId)
      const user = findUser(pool, input.Username)
      const contact = user && recoveryContact(pool, user)
      if (!user || !contact) throw errors.unknownUser()
      const triggerSource = 'CustomMessage_ResendCode'
      const about = {
        user,
        contact,
        clientId: client.id,
        clientMetadata: input.ClientMetadata,
        triggerSource,
      }
      const draft = await draftMessage(world, pool, { ...about, triggerSource })
      const code = String(100_000 + codes.size + 1)
      codes.set(user, code)
      sendMessage(world, pool, user, draft, code)
      return {}
    }),
    ConfirmSignUp: open(confirmation, (input, { world }) => {
      const { pool } = world.pools.clientById(input.ClientId)
      const user = findUser(pool, input.Username)
      if (!user || codes.get(user) !== input.ConfirmationCode) throw errors.codeMismatch()
      codes.delete(user)
      return {}
    }),
  }
}
