import type { Command } from 'commander'
import { awsCommands } from './aws/command-line'
import { AUTO_PROMPT, globalOptions, operationOptions } from './aws/options'
import { CommandFailed, exitCodes } from './exit-codes'

/** Completion for shells: written out whole, so that a press of the key starts no program. */

type Entry = {
  /** The words that lead to it, `tenants apply`; empty for what stands first. */
  path: string
  words: readonly string[]
  /** What may follow an option, by its name. */
  choices: ReadonlyMap<string, readonly string[]>
}

const NO_CHOICES: ReadonlyMap<string, readonly string[]> = new Map()

function awsEntry(command: string): Entry {
  const operation = awsCommands[command]
  const all = operation === undefined ? [] : [...operationOptions(operation, []), ...globalOptions]
  const options = all.filter(({ name }) => name !== AUTO_PROMPT)
  const choices = options.flatMap(({ name, choices: allowed }) =>
    allowed === undefined ? [] : [[`--${name}`, allowed] as const],
  )
  return {
    path: command,
    words: [...options.map(({ name }) => `--${name}`), 'help'].sort(),
    choices: new Map(choices),
  }
}

function ownEntries(command: Command, path: string): Entry[] {
  const visible = command.createHelp().visibleOptions(command)
  const options = visible.flatMap(({ long }) => (long ? [long] : []))
  const children = command.commands.map((child) => child.name())
  const shells = command.name() === 'completion' ? Object.keys(scripts) : []
  const below = command.commands.flatMap((child) =>
    child.name() in awsCommands
      ? [awsEntry(child.name())]
      : ownEntries(child, path === '' ? child.name() : `${path} ${child.name()}`),
  )
  return [{ path, words: [...children, ...shells, ...options], choices: NO_CHOICES }, ...below]
}

function entriesOf(root: Command): Entry[] {
  const all = ownEntries(root, '')
  const aws = Object.keys(awsCommands)
  const behind = aws.map((command) => ({ ...awsEntry(command), path: `cognito-idp ${command}` }))
  const [first, ...rest] = all
  const top = { path: '', words: [...(first?.words ?? []), 'cognito-idp'], choices: NO_CHOICES }
  return [top, ...rest, { path: 'cognito-idp', words: [...aws, 'help'], choices: NO_CHOICES }, ...behind]
}

/** Cases of a shell's `case`, the words before an option's value first. */
const cases = (entries: readonly Entry[]): string =>
  entries
    .flatMap(({ path, words, choices }) => [
      ...[...choices].map(
        ([option, allowed]) => `    '${path}|${option}') offered='${allowed.join(' ')}' ;;`,
      ),
      `    '${path}|'*) offered='${words.join(' ')}' ;;`,
    ])
    .join('\n')

/** The words so far that are no option lead to an entry; those that it doesn't know are values. */
const pathLoop = (entries: readonly Entry[], list: string): string => {
  const paths = entries.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`)
  return `  local place='' word next offered=''
  for word in ${list}; do
    next="\${place:+$place }$word"
    case "$next" in
      ${paths.join('|')}) place="$next" ;;
    esac
  done`
}

const bash = (entries: readonly Entry[]) => `# bash completion of rekey: source <(rekey completion bash)
_rekey() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
${pathLoop(entries, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`)}
  case "$place|$previous" in
${cases(entries)}
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o default -F _rekey rekey
`

const zsh = (entries: readonly Entry[]) => `#compdef rekey
# zsh completion of rekey: source <(rekey completion zsh), or as _rekey in a folder of $fpath
_rekey() {
  local previous="\${words[CURRENT-1]}"
  local -a before; before=("\${(@)words[2,CURRENT-1]}")
  _rekey_words "$previous" "\${before[@]}"
  compadd -- \${=REPLY} || _files
}
_rekey_words() {
  local previous="$1"; shift
${pathLoop(entries, '"$@"')}
  case "$place|$previous" in
${cases(entries)}
  esac
  REPLY="$offered"
}
if [ "\${funcstack[1]}" = "_rekey" ]; then _rekey "$@"; elif (( $+functions[compdef] )); then compdef _rekey rekey; fi
`

const fish = (entries: readonly Entry[]) => `# fish completion of rekey: rekey completion fish | source
function __rekey_words
  set -l path ''
  set -l tokens $argv
  set -l previous $tokens[-1]
  for word in $tokens[2..-1]
    set -l next (string trim -- "$path $word")
    switch "$next"
      case ${entries
        .filter(({ path }) => path !== '')
        .map(({ path }) => `'${path}'`)
        .join(' ')}
        set path "$next"
    end
  end
  switch "$path|$previous"
${entries
  .flatMap(({ path, words, choices }) => [
    ...[...choices].map(
      ([option, allowed]) => `    case '${path}|${option}'\n      printf '%s\\n' ${allowed.join(' ')}`,
    ),
    `    case '${path}|*'\n      printf '%s\\n' ${words.join(' ')}`,
  ])
  .join('\n')}
  end
end
complete -c rekey -a '(__rekey_words (commandline -opc))'
`

const scripts: Readonly<Record<string, (entries: readonly Entry[]) => string>> = { bash, zsh, fish }

export function addCompletionCommand(root: Command): void {
  root
    .command('completion')
    .argument('<shell>', Object.keys(scripts).join(', '))
    .description('prints the completion of a shell: source <(rekey completion bash)')
    .action((shell: string) => {
      const script = scripts[shell]
      if (script === undefined) {
        throw new CommandFailed(
          `rekey: no completion for ${shell}: ${Object.keys(scripts).join(', ')}\n`,
          exitCodes.usage,
        )
      }
      process.stdout.write(script(entriesOf(root)))
    })
}
