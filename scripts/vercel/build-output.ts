import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** What `vercel build` wrote: the Build Output API, version 3 (https://vercel.com/docs/build-output-api). */

type Route = {
  src?: string
  dest?: string
  handle?: string
  middlewarePath?: string
  headers?: Record<string, string>
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

export class BuildOutput {
  readonly checkout: string
  readonly #folder: string
  readonly #routes: Route[]

  constructor(checkout: string) {
    this.checkout = checkout
    this.#folder = join(checkout, '.vercel/output')
    this.#routes = readJson(join(this.#folder, 'config.json')).routes
  }

  get middleware(): string {
    const route = this.#routes.find(({ middlewarePath }) => middlewarePath !== undefined)
    if (route?.middlewarePath === undefined) throw new Error('The output has no middleware')
    return route.middlewarePath
  }

  hasStaticFile(pathname: string): boolean {
    return lstatSync(join(this.#folder, 'static', pathname), { throwIfNoEntry: false })?.isFile() ?? false
  }

  /** The function for a path and the parameters it gets: one of that very name, else by the routes after `handle: rewrite`. */
  functionFor(pathname: string): { name: string; parameters: URLSearchParams } {
    const none = { name: pathname, parameters: new URLSearchParams() }
    if (this.#folderOf(pathname) !== null) return none
    const start = this.#routes.findIndex(({ handle }) => handle === 'rewrite')
    for (const { src, dest } of this.#routes.slice(start + 1)) {
      const match = src !== undefined && dest !== undefined ? new RegExp(src).exec(pathname) : null
      if (match === null || dest === undefined) continue
      const target = dest.replace(/\$(\w+)/g, (_, group: string) => match.groups?.[group] ?? '')
      const [name = '', query = ''] = target.split('?')
      if (this.#folderOf(name) !== null) return { name, parameters: new URLSearchParams(query) }
    }
    return none
  }

  /** Lays out a function as the platform unpacks it: its own folder and the files that it names, nothing else. */
  unpack(name: string, target: string): void {
    const source = this.#folderOf(name)
    if (source === null) throw new Error(`The output has no function ${name}`)
    cpSync(source, target, { recursive: true })
    const files: Record<string, string> = readJson(join(source, '.vc-config.json')).filePathMap ?? {}
    for (const [to, from] of Object.entries(files)) {
      const [origin, copy] = [join(this.checkout, from), join(target, to)]
      mkdirSync(dirname(copy), { recursive: true })
      if (lstatSync(origin).isSymbolicLink()) symlinkSync(readlinkSync(origin), copy)
      else linkSync(origin, copy)
    }
  }

  #folderOf(name: string): string | null {
    const folder = join(this.#folder, 'functions', `${name}.func`)
    return lstatSync(folder, { throwIfNoEntry: false }) ? realpathSync(folder) : null
  }
}

export type RunningFunction = { url: string; end: () => void }

/** Starts an unpacked function in a process of its own, as each runs in an instance of its own on the platform. */
export async function startFunction(folder: string, env: Record<string, string>): Promise<RunningFunction> {
  const host: ChildProcess = fork('scripts/vercel/function-host.mjs', [folder], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
    execArgv: [],
  })
  const [message] = await Promise.race([
    once(host, 'message'),
    once(host, 'exit').then(() => Promise.reject(new Error(`The function in ${folder} did not start`))),
  ])
  return { url: `http://127.0.0.1:${message.port}`, end: () => host.disconnect() }
}
