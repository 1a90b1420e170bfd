import { Command } from 'commander'
import { addAuditCommands } from './audit'
import { awsCommands } from './aws/command-line'
import { addCompletionCommand } from './completion'
import { addDoctorCommand } from './doctor'
import { addDrillCommand } from './drill'
import { exitCodes } from './exit-codes'
import { addMigrateCommand } from './migrate'
import { addSecretsCommands } from './secrets'
import { addTenantsCommands } from './tenants'
import { versionLine } from './version'
import { addWordsCommands } from './words'

const summary = `The operator's command line of Rekey.

Exit codes: ${exitCodes.ok} done, ${exitCodes.found} something was found (a fault, a difference), ${exitCodes.failed} could not run,
${exitCodes.usage} usage, ${exitCodes.service} refused by the service, ${exitCodes.connection} no answer from the service.`

/** rekey's own commands, and the AWS CLI's for the help. */
export function program(): Command {
  const root = new Command('rekey').description(summary).version(versionLine()).showHelpAfterError(false)
  root.exitOverride()
  for (const [name, operation] of Object.entries(awsCommands)) {
    // Listed here for the help; their options are the AWS CLI's and are read by its rules.
    root
      .command(name)
      .description(`${operation}, as \`aws cognito-idp ${name}\` does it, or with --tenant`)
      .allowUnknownOption()
      .helpOption(false)
  }
  addTenantsCommands(root)
  addWordsCommands(root)
  addSecretsCommands(root)
  addMigrateCommand(root)
  addAuditCommands(root)
  addDoctorCommand(root)
  addDrillCommand(root)
  addCompletionCommand(root)
  return root
}
