import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DirectoryHeld, takeDirectory } from './directory-lock'
import { openPglite } from './pglite'
import { unpackTestDatabase } from './test-database'

let folder: string
let lockFile: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-lock-'))
  lockFile = join(folder, 'pglite.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (holder: object) => writeFileSync(lockFile, JSON.stringify(holder))
const ownHolder = () => {
  const lock = takeDirectory(lockFile)
  const holder = JSON.parse(readFileSync(lockFile, 'utf8'))
  lock.release()
  return holder
}

async function otherProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)'])
  await once(child.stdout, 'data')
  const pid = child.pid ?? 0
  return {
    pid,
    end: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('a second taker is refused while the first holds it, and told who it is', () => {
  const lock = takeDirectory(lockFile)
  expect(() => takeDirectory(lockFile)).toThrow(DirectoryHeld)
  expect(() => takeDirectory(lockFile)).toThrow(String(process.pid))
  lock.release()
  takeDirectory(lockFile).release()
  expect(existsSync(lockFile)).toBe(false)
})

test('a living process keeps it, a killed one does not', async () => {
  const other = await otherProcess()
  write({ ...ownHolder(), pid: other.pid, startedAt: null })
  expect(() => takeDirectory(lockFile)).toThrow(`process ${other.pid}`)
  await other.end()
  takeDirectory(lockFile).release()
})

test('a process number that was given to another program since does not keep it', async () => {
  const other = await otherProcess()
  write({ ...ownHolder(), pid: other.pid, startedAt: '1' })
  takeDirectory(lockFile).release()
  await other.end()
})

test('the lock of an earlier process with this very number, as in a restarted container, is taken over', () => {
  write({ ...ownHolder(), startedAt: '1' })
  takeDirectory(lockFile).release()
})

describe('where the holder is in another container on the same volume', () => {
  test('it keeps it while its heart beats', () => {
    write({ pid: 1, startedAt: null, place: `${hostname()}-elsewhere` })
    expect(() => takeDirectory(lockFile)).toThrow('elsewhere')
  })

  test('it loses it after half a minute of silence', () => {
    write({ pid: 1, startedAt: null, place: `${hostname()}-elsewhere` })
    const old = new Date(Date.now() - 31_000)
    utimesSync(lockFile, old, old)
    takeDirectory(lockFile).release()
  })
})

test('a lock file that cannot be read keeps nobody out', () => {
  writeFileSync(lockFile, 'half a li')
  takeDirectory(lockFile).release()
})

test('a guard that a killed starter left behind is no obstacle for long', () => {
  mkdirSync(`${lockFile}.guard`)
  expect(() => takeDirectory(lockFile)).toThrow('starting')
  const old = new Date(Date.now() - 11_000)
  utimesSync(`${lockFile}.guard`, old, old)
  takeDirectory(lockFile).release()
})

test('the embedded database keeps what was written, refuses a second opener and gives its lock back', async () => {
  await unpackTestDatabase(folder)
  const first = await openPglite(folder)
  await first.query('create table kept as select 42 as answer')
  await expect(openPglite(folder)).rejects.toThrow(DirectoryHeld)
  await first.close()
  expect(existsSync(lockFile)).toBe(false)
  const again = await openPglite(folder)
  expect(await again.query('select answer from kept')).toEqual([{ answer: 42 }])
  await again.close()
}, 120_000)
