/** How a command ends; the numbers from 252 on are those of the AWS CLI v2, so that its documentation holds here. */
export const exitCodes = {
  ok: 0,
  /** The command ran and found something: a fault, a difference, a scanner that would have spent a link. */
  found: 1,
  /** The command could not run: files, database, environment. */
  failed: 2,
  /** Unknown options or impossible values. */
  usage: 252,
  /** No region is configured. */
  configuration: 253,
  /** The service answered with an error. */
  service: 254,
  /** The service was not reached, or its answer was lost. */
  connection: 255,
} as const

/** Ends a command with a text on standard error and a code. */
export class CommandFailed extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message)
    this.name = 'CommandFailed'
    this.exitCode = exitCode
  }
}
