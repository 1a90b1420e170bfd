import 'server-only'
import { advisoryLocks, tryLock } from '../db/advisory-locks'
import type { Database } from '../db/connection'
import { auditChain, auditMonths, auditSeals } from '../db/schema'

/**
 * Throws all seals and checkpoints away, so that the log is sealed anew as it stands: for after somebody looked into what
 * `verifyAudit` found, and for a database that was put back from a backup. Whoever calls it records that it was done.
 *
 * @returns false where another process is sealing at this moment
 */
export const dropSeals = (database: Database): Promise<boolean> =>
  database.transaction(async (transaction) => {
    if (!(await tryLock(transaction, advisoryLocks.auditChain))) return false
    await transaction.delete(auditSeals)
    await transaction.delete(auditMonths)
    await transaction.delete(auditChain)
    return true
  })
