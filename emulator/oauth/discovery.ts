import type { Pool } from '../pool'
import { json, type Reply } from '../reply'
import { issuerOf } from './issuer'

/**
 * The pool's description of itself: the issuer is the real one, since it stands in every token, and all addresses are
 * here.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
 */
export function discovery(pool: Pool, origin: string): Reply {
  return json({
    issuer: issuerOf(pool),
    authorization_endpoint: `${origin}/oauth2/authorize`,
    token_endpoint: `${origin}/oauth2/token`,
    end_session_endpoint: `${origin}/logout`,
    jwks_uri: `${origin}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  })
}
