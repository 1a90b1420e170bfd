import 'server-only'
import { sayStartFault } from './log'

/** Does what a process begins with, or names every fault and ends the process: Next would go on and answer 500 to everybody. */
export async function startOrEnd(begin: () => unknown): Promise<void> {
  try {
    await begin()
  } catch (fault) {
    sayStartFault(fault instanceof Error ? fault : 'Rekey could not start')
    process.exit(1)
  }
}
