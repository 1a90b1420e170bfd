import { CommandFailed, exitCodes } from '../exit-codes'
import { ArgumentError, type Parsed } from './argparse'

export const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`

/** A usage error as the AWS CLI prints it, scripts look for its `aws: error:`. */
export const usageError = (message: string, usage = USAGE) =>
  new CommandFailed(`\n${usage}\naws: error: ${message}\n\n`, exitCodes.usage)

/** Refuses what no parser knew, with what may have been meant. */
export const unknownOptions = (unknown: readonly string[], meant: string) =>
  new CommandFailed(`\n${USAGE}\nUnknown options: ${unknown.join(', ')}\n\n${meant}`, exitCodes.usage)

/** Runs a parser; its errors become usage errors, with `hint` after them. */
export function orUsageError(parse: () => Parsed, { usage = USAGE, hint = (): string => '' } = {}): Parsed {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    const { message, exitCode } = usageError(error.message, usage)
    throw new CommandFailed(`${message}${hint()}`, exitCode)
  }
}
