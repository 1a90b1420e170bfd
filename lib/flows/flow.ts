import 'server-only'
import type { CallResult, Subject } from '../cognito/calls'
import type { ConfirmVerdict, RequestVerdict } from '../cognito/exceptions'
import type { CognitoFailure } from '../cognito/failure'
import type { Regions } from '../cognito/regions'
import type { LinkKind } from '../link-kinds'
import type { ConfirmOutcome } from '../outcome'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { FlowServices } from './flow-services'
import type { Metrics } from './metrics'

/** What a person submits to use a mailed code; a flow may need more, such as a new password. */
export type Attempt = { readonly username: string; readonly code: string }

/**
 * What the portal does for one kind of emailed link. Everything else (limits, deadlines, idempotency, uniform response
 * time, audit and metrics) is the same for all of them: `requestCode` asks for the mail, `spendCode` uses its code.
 */
export type Flow<A extends Attempt = Attempt> = LinkKind & {
  readonly request: {
    /** Cognito's name of the operation, for metrics and the log. */
    readonly operation: string
    /** Sends the request once. Never throws. */
    readonly send: (regions: Regions, subject: Subject, limitMs: number) => Promise<CallResult>
    readonly classify: (failure: CognitoFailure, isReplicated: boolean) => RequestVerdict
    /** What to do after the answer, where a failure calls for it. Never throws; nobody can see whether it runs. */
    readonly afterFailure?: (
      failure: CognitoFailure,
    ) => ((services: FlowServices, tenant: Tenant, username: string, caller: Caller) => Promise<void>) | null
  }
  readonly confirm: {
    readonly operation: string
    /** The refusal that Cognito would certainly give, without a call; null where there is none. */
    readonly check: (attempt: A) => ConfirmOutcome | null
    /**
     * The portal's own refusal of what Cognito might take, found out elsewhere before the code is used; null where there
     * is none. Never throws.
     *
     * @param limitMs how long it may take, in milliseconds
     */
    readonly screen?: (
      metrics: Metrics,
      tenant: Tenant,
      attempt: A,
      limitMs: number,
    ) => Promise<ConfirmOutcome | null>
    /** Sends the attempt once. Never throws. */
    readonly send: (regions: Regions, subject: Subject, attempt: A, limitMs: number) => Promise<CallResult>
    readonly classify: (failure: CognitoFailure, isReplicated: boolean) => ConfirmVerdict
    /** What was decided of this attempt, for the pool's functions. */
    readonly decided?: (tenant: Tenant, attempt: A) => Record<string, string>
    /** Two attempts with equal values are the same request. */
    readonly identity: (attempt: A) => readonly string[]
  }
}
