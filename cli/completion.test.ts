import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildOnce, rekey } from './harness'

// Completion as the shells themselves do it.

const folder = mkdtempSync(join(tmpdir(), 'rekey-completion-'))
const shells = ['bash', 'zsh', 'fish'] as const

beforeAll(async () => {
  await buildOnce()
  for (const shell of shells) writeFileSync(join(folder, shell), (await rekey(['completion', shell])).out)
}, 90_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const output = (program: string, ...words: string[]) =>
  execFileSync(program, words, { encoding: 'utf8' }).split(/\s+/).filter(Boolean)

/** What a shell offers behind `before`, where `begun` has been typed of the next word. */
const ask: Record<(typeof shells)[number], (before: string, begun: string) => string[]> = {
  bash: (before, begun) => {
    const typed = `COMP_WORDS=(rekey ${before} "${begun}"); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))`
    return output('bash', '-c', `source ${folder}/bash; ${typed}; _rekey; echo "\${COMPREPLY[@]}"`)
  },
  zsh: (before, begun) => {
    const call = `_rekey_words "${before.split(' ').at(-1)}" ${before}`
    return output('zsh', '-fc', `source ${folder}/zsh; ${call}; print -r -- $REPLY`).filter((word) =>
      word.startsWith(begun),
    )
  },
  fish: (before, begun) =>
    output(
      'fish',
      '--no-config',
      '-c',
      `source ${folder}/fish; complete -C "rekey ${before} ${begun}"`,
    ).filter(
      // It offers files as well.
      (word) => !word.endsWith('/'),
    ),
}

describe.each(shells)('completion in %s', (shell) => {
  const isThere = spawnSync(shell, ['--version']).status === 0
  const offered = ask[shell]

  test.skipIf(!isThere)('offers options of a command by their beginning, whatever was typed before', () => {
    expect(offered('confirm-forgot-password --client-id tenants', '--us')).toEqual(
      expect.arrayContaining(['--user-context-data', '--username']),
    )
    expect(offered('cognito-idp forgot-password', '--cli-in').sort()).toEqual([
      '--cli-input-json',
      '--cli-input-yaml',
    ])
    expect(offered('forgot-password', '--conf')).toEqual([])
  })

  test.skipIf(!isThere)('offers the values that an option takes, and what stands below a command', () => {
    expect(offered('forgot-password --output', 'yaml').sort()).toEqual(['yaml', 'yaml-stream'])
    expect(offered('tenants', 'di')).toEqual(['diff'])
    expect(offered('completion', 'zs')).toEqual(['zsh'])
  })
})

test('a shell that is not known is refused by name', async () => {
  expect(await rekey(['completion', 'csh'])).toEqual({
    exit: 252,
    out: '',
    err: 'rekey: no completion for csh: bash, zsh, fish\n',
  })
})
