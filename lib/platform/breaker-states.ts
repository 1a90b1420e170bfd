import { processWide } from './process-wide'

/** Which circuit breakers of this process are open, for its metrics. */

const states = () => processWide('breakers', () => new Map<string, boolean>())

export const noteBreaker = (name: string, isOpen: boolean): void => void states().set(name, isOpen)

/** By name: `audit`, `cognito eu-west-1`. */
export const breakerStates = (): ReadonlyMap<string, boolean> => states()
