/** The command that makes an app client for the portal in somebody's user pool. Pure. */

const POOL_ID = /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/

/**
 * The command of the AWS CLI, which prints the new client's id and secret. What was typed and can't be an id is left for
 * the reader to replace: nothing of it reaches their shell.
 *
 * Without a secret anybody could ask past the portal; without `PreventUserExistenceErrors` the pool tells who exists
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html). A reset signs nobody
 * in, so the client gets no flow to sign in with; Cognito wants one at least, and refreshing is harmless without tokens.
 *
 * @param passesAddress whether the client takes a person's address, which needs the Plus plan
 */
export function clientCommand({
  region,
  userPoolId,
  passesAddress,
}: {
  region: string
  userPoolId: string
  passesAddress: boolean
}): string {
  const pool = POOL_ID.test(userPoolId.trim()) ? userPoolId.trim() : 'YOUR_USER_POOL_ID'
  return [
    'aws cognito-idp create-user-pool-client',
    `--region ${REGION.test(region) ? region : 'YOUR_REGION'}`,
    `--user-pool-id ${pool}`,
    '--client-name rekey',
    '--generate-secret',
    '--explicit-auth-flows ALLOW_REFRESH_TOKEN_AUTH',
    '--prevent-user-existence-errors ENABLED',
    '--enable-token-revocation',
    ...(passesAddress ? ['--enable-propagate-additional-user-context-data'] : []),
    "--query 'UserPoolClient.[ClientId,ClientSecret]'",
    '--output text',
  ].join(' \\\n  ')
}

const NOT_IN_A_SLUG = /[^a-z0-9]+/g

/** A slug that a name suggests: its letters and digits, with hyphens between words. Empty where it has none. */
export const slugFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(NOT_IN_A_SLUG, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
