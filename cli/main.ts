import { runAwsLine } from './aws/command'
import { awsCommands } from './aws/command-line'
import { CommandFailed, exitCodes } from './exit-codes'
import { program } from './program'

/** Whether commander ended a command: with its help, or with an error that it has printed. */
const exitOf = (error: unknown): number | null => {
  if (!(error instanceof Error) || !('exitCode' in error) || error.name !== 'CommanderError') return null
  return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
}

/**
 * Whether a line is one of rekey's own commands; all others, even unknown ones, are read by the AWS CLI's rules, so
 * that a line from its documentation works with `rekey` instead of `aws`.
 */
const isOwnLine = (tokens: readonly string[], own: readonly string[]): boolean => {
  const [first] = tokens
  return first === undefined || own.includes(first) || /^(help|--help|-h|--version|-V)$/.test(first)
}

async function run(tokens: readonly string[]): Promise<void> {
  const commands = program()
  const own = commands.commands.map((command) => command.name()).filter((name) => !(name in awsCommands))
  if (isOwnLine(tokens, own)) await commands.parseAsync(['node', 'rekey', ...tokens])
  else await runAwsLine(tokens, own)
}

/** Runs one command line and returns its exit code; every failure is one message on standard error, never a stack. */
async function main(tokens: readonly string[]): Promise<number> {
  try {
    await run(tokens)
    return Number(process.exitCode ?? exitCodes.ok)
  } catch (error) {
    const code = exitOf(error)
    if (code !== null) return code
    if (error instanceof CommandFailed) {
      process.stderr.write(error.message)
      return error.exitCode
    }
    process.stderr.write(`rekey: ${error instanceof Error ? error.message : String(error)}\n`)
    return exitCodes.failed
  }
}

// The SDK's warning about Node's version would get into output that scripts read.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
process.exitCode = await main(process.argv.slice(2))
