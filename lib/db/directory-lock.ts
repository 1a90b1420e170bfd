import 'server-only'
import {
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

const HEARTBEAT_MS = 5_000
const SILENT_AFTER_MS = 30_000
const GUARD_STALE_AFTER_MS = 10_000

const HolderSchema = z.object({
  pid: z.number().int().positive(),
  /** When that process started, in the kernel's ticks: process numbers alone are reused. */
  startedAt: z.string().nullable(),
  /** The machine and the namespace that the process number belongs to. */
  place: z.string(),
})

type Holder = z.output<typeof HolderSchema>

/** Another process has the database files open. */
export class DirectoryHeld extends Error {
  readonly pid: number

  constructor(lockFile: string, holder: Holder) {
    super(
      `The database files beside ${lockFile} are in use by process ${holder.pid} (${holder.place}). ` +
        'Stop it first, or set DATABASE_URL to a PostgreSQL server that several processes can share.',
    )
    this.name = 'DirectoryHeld'
    this.pid = holder.pid
  }
}

function startOf(pid: number): string | null {
  try {
    // proc(5): field 22, counted after the name, which stands in brackets and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function thisPlace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readHolder(lockFile: string): Holder | null {
  try {
    return HolderSchema.parse(JSON.parse(readFileSync(lockFile, 'utf8')))
  } catch {
    return null
  }
}

function isAlive(holder: Holder, lockFile: string, own: Holder): boolean {
  if (holder.place !== own.place) {
    // Another container or machine on the same volume: only its heartbeat is visible from here.
    return Date.now() - statSync(lockFile).mtimeMs < SILENT_AFTER_MS
  }
  if (holder.pid === own.pid && holder.startedAt === own.startedAt) return held.has(lockFile)
  if (!isRunning(holder.pid)) return false
  return holder.startedAt === null || holder.startedAt === startOf(holder.pid)
}

/** Judging a lock and replacing it are two steps; this keeps a second process out in between. */
function guarded<T>(lockFile: string, work: () => T): T {
  const guard = `${lockFile}.guard`
  try {
    mkdirSync(guard)
  } catch (error) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age < GUARD_STALE_AFTER_MS)
      throw new Error('Another process is starting on the same files', { cause: error })
    rmSync(guard, { recursive: true, force: true })
    mkdirSync(guard)
  }
  try {
    return work()
  } finally {
    rmSync(guard, { recursive: true, force: true })
  }
}

const held = new Set<string>()

export type DirectoryLock = { release(): void }

/**
 * Takes the exclusive right to a directory of database files by a lock file that names the holder. The lock
 * of a process that is gone is taken over.
 *
 * @throws DirectoryHeld where the holder lives
 */
export function takeDirectory(lockFile: string): DirectoryLock {
  const own: Holder = { pid: process.pid, startedAt: startOf(process.pid), place: thisPlace() }
  guarded(lockFile, () => {
    const holder = readHolder(lockFile)
    if (holder && isAlive(holder, lockFile, own)) throw new DirectoryHeld(lockFile, holder)
    writeFileSync(`${lockFile}.new`, `${JSON.stringify(own)}\n`)
    renameSync(`${lockFile}.new`, lockFile)
    held.add(lockFile)
  })

  const heartbeat = setInterval(() => {
    try {
      utimesSync(lockFile, new Date(), new Date())
    } catch {
      // The folder is gone or read-only; the database itself will say so.
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  const release = () => {
    clearInterval(heartbeat)
    process.off('exit', release)
    if (held.delete(lockFile)) rmSync(lockFile, { force: true })
  }
  process.on('exit', release)
  return { release }
}
