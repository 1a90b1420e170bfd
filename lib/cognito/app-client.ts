/** An app client of a user pool, as far as the two calls need it. Never holds a secret. */
export type AppClient = {
  region: string
  userPoolId: string
  clientId: string
  /** Whether the app client has EnablePropagateAdditionalUserContextData, without which IpAddress is refused. */
  propagateUserContext: boolean
  /** Passed through for completeness: Amazon Pinpoint, which it belonged to, ended on 2026-10-30. */
  analyticsEndpointId: string | null
}
