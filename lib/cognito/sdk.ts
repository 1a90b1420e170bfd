import 'server-only'

/**
 * AWS's SDK for Cognito. It is a quarter of the code behind the public pages, and none of them calls Cognito when it is opened:
 * loaded with the first call, or by a server soon after its start, it keeps nobody waiting for a page of a new process.
 */
export const loadSdk = () => import('./sdk-parts')

export type Sdk = Awaited<ReturnType<typeof loadSdk>>
