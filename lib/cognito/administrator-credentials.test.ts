import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administratorCredentials } from './administrator-credentials'

// Runs as a Vercel function does: its token is in the request's context, and STS is a stand-in on this machine.

const asked: URLSearchParams[] = []
const answer = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult><Credentials>
    <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>made-up</SecretAccessKey>
    <SessionToken>token-of-the-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>`

const sts = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  asked.push(new URLSearchParams(Buffer.concat(parts).toString()))
  response.writeHead(200, { 'Content-Type': 'text/xml' }).end(answer)
})

const inOneHour = Math.floor(Date.now() / 1_000) + 3_600
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ alg: 'RS256' })}.${part({ sub: 'owner:acme', exp: inOneHour })}.c2lnbmF0dXJl`

beforeAll(async () => {
  await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve))
  const address = sts.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${address.port}`
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
  process.env.REKEY_BASE_URL = 'https://portal.example'
  process.env.VERCEL = '1'
  process.env.AWS_ROLE_ARN = 'arn:aws:iam::123456789012:role/rekey'
  const context = { get: () => ({ headers: { 'x-vercel-oidc-token': token } }) }
  Reflect.set(globalThis, Symbol.for('@vercel/request-context'), context)
})
afterAll(() => new Promise((resolve) => sts.close(resolve)))

test('a Vercel function gets the role’s credentials for its own token, and no key is stored', async () => {
  const provider = await administratorCredentials('eu-west-1')
  expect(await provider?.()).toMatchObject({
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'made-up',
    sessionToken: 'token-of-the-session',
  })
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
    Action: 'AssumeRoleWithWebIdentity',
    RoleArn: 'arn:aws:iam::123456789012:role/rekey',
    RoleSessionName: 'rekey',
    WebIdentityToken: token,
  })
})
