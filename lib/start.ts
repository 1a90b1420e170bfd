import 'server-only'
import { env } from './env'
import { log } from './log'
import { redactText } from './redact'
import { applyConfiguredTenants } from './tenants/apply-at-start'

/**
 * What has to hold before the first request: a complete environment, and the tenants of REKEY_TENANTS applied. Ends the
 * process where it doesn't, with every fault named: Next would go on and answer 500 to everybody.
 */
export async function start(): Promise<void> {
  try {
    env()
    await applyConfiguredTenants()
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : 'Rekey could not start'}\n`)
    process.exit(1)
  }
}

/** One line for an error that nothing caught. `digest` is what the person's page shows. */
export function reportRequestError(error: unknown, path: string, route: string): void {
  const { name, digest } = error as { name?: string; digest?: string }
  log.error('request.failed', { name, digest, path: redactText(path), route })
}
