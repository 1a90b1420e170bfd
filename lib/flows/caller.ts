import type { ContextData } from '../cognito/encoded-data'

/** Who asks, as far as a request says. */
export type Caller = {
  /** The established address, or null. */
  address: string | null
  contextData: ContextData
  /** The language of the page, for the mail and the audit. */
  locale: string
  /** What an AWS client's own request asks to pass on; absent where a page asks. */
  passedOn?: {
    encodedData?: string | undefined
    analyticsMetadata?: { AnalyticsEndpointId?: string | undefined } | undefined
    clientMetadata: Record<string, string>
  }
}
