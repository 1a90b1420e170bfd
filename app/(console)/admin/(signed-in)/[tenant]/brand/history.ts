/** Undo and redo. Pure: states are values, and quick changes to the same value are one step. */

const GROUP_MS = 900
const MAXIMUM_STEPS = 200

export type History<State> = {
  past: readonly State[]
  present: State
  future: readonly State[]
  last: { key: string | null; at: number } | null
}

export type HistoryAction<State> =
  | { kind: 'change'; key: string | null; at: number; change: (last: State) => State }
  | { kind: 'undo' }
  | { kind: 'redo' }

export function historyOf<State>(present: State): History<State> {
  return { past: [], present, future: [], last: null }
}

export function historyReducer<State>(history: History<State>, action: HistoryAction<State>): History<State> {
  const { past, present, future, last } = history
  if (action.kind === 'undo') {
    const [earlier, ...rest] = [...past].reverse()
    if (past.length === 0 || earlier === undefined) return history
    return { past: rest.reverse(), present: earlier, future: [present, ...future], last: null }
  }
  if (action.kind === 'redo') {
    const [later, ...rest] = future
    if (later === undefined) return history
    return { past: [...past, present], present: later, future: rest, last: null }
  }
  const isSameStep = action.key !== null && last?.key === action.key && action.at - last.at < GROUP_MS
  return {
    past: isSameStep ? past : [...past, present].slice(-MAXIMUM_STEPS),
    present: action.change(present),
    future: [],
    last: { key: action.key, at: action.at },
  }
}
