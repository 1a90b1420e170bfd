import {
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
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
    // The page at the root is called so.
    const own = pathname === '/' ? '/index' : pathname
    const none = { name: own, parameters: new URLSearchParams() }
    if (this.#folderOf(own) !== null) return none
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

  /** Whether two paths are answered by one function: Vercel puts the pages together that it runs alike. */
  isSameFunction(one: string, other: string): boolean {
    return this.#known(one) === this.#known(other)
  }

  /** The files of a function as the platform unpacks it, with their sizes in bytes. */
  filesOf(name: string): Map<string, number> {
    const source = this.#known(name)
    const own = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((path) => [path, join(source, path)] as const)
      .filter(([, path]) => lstatSync(path).isFile())
    const named = Object.entries(this.#filePathMap(source)).map(
      ([path, from]) => [path, join(this.checkout, from)] as const,
    )
    return new Map([...own, ...named].map(([path, file]) => [path, lstatSync(file).size]))
  }

  /** Lays out a function as the platform unpacks it: its own folder and the files that it names, nothing else. */
  unpack(name: string, target: string): void {
    const source = this.#known(name)
    cpSync(source, target, { recursive: true })
    for (const [to, from] of Object.entries(this.#filePathMap(source))) {
      const [origin, copy] = [join(this.checkout, from), join(target, to)]
      mkdirSync(dirname(copy), { recursive: true })
      if (lstatSync(origin).isSymbolicLink()) symlinkSync(readlinkSync(origin), copy)
      else linkSync(origin, copy)
    }
  }

  #filePathMap(source: string): Record<string, string> {
    return readJson(join(source, '.vc-config.json')).filePathMap ?? {}
  }

  #known(name: string): string {
    const folder = this.#folderOf(name)
    if (folder === null) throw new Error(`The output has no function ${name}`)
    return folder
  }

  #folderOf(name: string): string | null {
    const folder = join(this.#folder, 'functions', `${name}.func`)
    return lstatSync(folder, { throwIfNoEntry: false }) ? realpathSync(folder) : null
  }
}
