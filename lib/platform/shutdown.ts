import { within } from './deadline'
import { processWide } from './process-wide'

/**
 * What has to be finished before the process may end. The server and Next's bundles are separate modules of one
 * process, so the list lives on the global object.
 */

type Task = () => Promise<void>
type State = { tasks: Map<string, { task: Task; limitMs?: number | undefined }>; isDraining: boolean }

const TASK_LIMIT_MS = 4_000

const state = () => processWide<State>('shutdown', () => ({ tasks: new Map(), isDraining: false }))

/**
 * Registers a task under a name; registering a name again replaces it. Tasks run in the order of their first registration.
 *
 * @param limitMs how long this one may take, where that is not what the others may
 */
export function beforeExit(name: string, task: Task, limitMs?: number): void {
  state().tasks.set(name, { task, limitMs })
}

/** Whether the process was asked to end; readiness answers 503 from then on. */
export function isDraining(): boolean {
  return state().isDraining
}

export function startDraining(): void {
  state().isDraining = true
}

/**
 * Runs every task, even where others failed, and returns the names of those that failed.
 *
 * @param endBy when the process has to end, by `performance.now()`: each task is begun, and none is waited for any longer
 * @param limitMs for tasks without a limit of their own; the process does not wait for one that takes longer
 */
export async function finishBeforeExit(endBy: number, limitMs = TASK_LIMIT_MS): Promise<string[]> {
  const failed: string[] = []
  for (const [name, { task, limitMs: ownMs }] of state().tasks) {
    const leftMs = Math.max(0, endBy - performance.now())
    try {
      await within(Math.min(ownMs ?? limitMs, leftMs), name, task())
    } catch {
      failed.push(name)
    }
  }
  return failed
}
