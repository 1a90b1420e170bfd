import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The rules of the house (CONTRIBUTING.md), as far as a program can see them. */

const root = fileURLToPath(new URL('..', import.meta.url))
const sourceFolders = [
  'app',
  'lib',
  'server',
  'emulator',
  'scripts',
  'cli',
  'triggers',
  'infra',
  'bench',
  'e2e',
]
const rootFiles = ['proxy.ts', 'server.ts', 'instrumentation.ts', 'next.config.js', 'vitest.config.ts']

type Source = { path: string; text: string; imports: string[] }

/** What a file imports, as paths from the root for local files and as written for packages. */
function importsOf(path: string, text: string): string[] {
  const written = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  return written.map((name) => {
    if (name.startsWith('@/')) return name.slice(2)
    return name.startsWith('.') ? normalize(join(dirname(path), name)) : name
  })
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, imports: importsOf(path, text) }
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs|js)$/.test(entry.name))
      .map((entry) => normalize(join(entry.parentPath, entry.name)).slice(root.length))
      .filter((path) => !/(^|\/)(node_modules|generated|dist|cdk\.out)\//.test(path))
  } catch {
    return []
  }
}

const rootSources: Source[] = rootFiles.map(read)
const sources: Source[] = [...sourceFolders.flatMap(filesBelow).map(read), ...rootSources]
const isTest = (path: string) => /\.test\.tsx?$|\/test-[^/]*\.tsx?$|\.spec\.ts$/.test(path)
const product = sources.filter(({ path }) => !isTest(path))
const below = (...folders: string[]) =>
  product.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)))

const paths = (found: Source[]) => found.map(({ path }) => path)
const importing = (found: Source[], pattern: RegExp) =>
  found.flatMap(({ path, imports }) =>
    imports.filter((name) => pattern.test(name)).map((name) => `${path} → ${name}`),
  )

/**
 * The folders of lib, from the leaves up. A new folder is named here, on the lowest floor that its imports allow. The
 * parts of one folder are listed together, each using only those before it.
 */
const floors: readonly (string | readonly string[])[][] = [
  [['lib', 'lib/brand'], 'lib/passwords', 'lib/platform'],
  ['lib/crypto', 'lib/db', 'lib/http', 'lib/input'],
  [
    'lib/alerts',
    'lib/audit',
    'lib/cognito',
    'lib/cross-site',
    'lib/i18n',
    'lib/idempotency',
    'lib/limits',
    'lib/tenants',
  ],
  [
    'lib/bot-check',
    'lib/console/auth',
    'lib/console/words',
    'lib/links',
    ['lib/mail/frame', 'lib/mail/kinds', 'lib/mail'],
    'lib/tenants/pictures',
    'lib/tenants/settings',
  ],
  ['lib/doctor', 'lib/flows', 'lib/tenants/brand'],
  ['lib/aws-endpoint', ['lib/console/activity', 'lib/console'], 'lib/tenants/files'],
]
/** Where a process's services are made and held; they know every room, and no room knows them. */
const compositionRoot = [
  'lib/make-services.ts',
  'lib/open-function.ts',
  'lib/open-process.ts',
  'lib/services.ts',
]
const rooms = below('lib').filter(({ path }) => !compositionRoot.includes(path))
const folderNames = [...new Set(below('lib').map(({ path }) => dirname(path)))].sort()

test('the rules look at the files that there are', () => {
  expect(paths(product)).toEqual(
    expect.arrayContaining(['lib/platform/env.ts', 'server.ts', 'server/start.ts', 'app/[tenant]/portal.ts']),
  )
  expect(sources.length).toBeGreaterThan(200)
})

describe('the environment', () => {
  test('is read by one module', () => {
    const mayRead =
      /^(lib\/platform\/env\.ts|server\.ts|next\.config\.js|instrumentation\.ts|scripts\/|emulator\/|e2e\/|bench\/|cli\/|infra\/|triggers\/)/
    const readers = product.filter(({ text }) => /\bprocess\.env\b/.test(text))
    expect(paths(readers).filter((path) => !mayRead.test(path))).toEqual([])
  })

  test('holds nothing that a browser is told', () => {
    expect(
      paths(product.filter(({ path, text }) => path !== 'next.config.js' && text.includes('NEXT_PUBLIC_'))),
    ).toEqual([])
  })
})

describe('what runs on the server only', () => {
  /** Pure, and used outside of the server: in browsers, in the pool's functions, in the command line. */
  const sharedFolders = new Set([
    'lib',
    'lib/brand',
    'lib/http',
    'lib/i18n',
    'lib/input',
    'lib/mail',
    'lib/platform',
  ])
  /** Touches the network, files, the process or a secret. */
  const io =
    /^(node:(?!buffer|util|net$)|pg$|@electric-sql|drizzle-orm|@aws-sdk|@smithy|@redis|next-auth|sharp$|next\/headers)/
  /** Pure in spite of their imports: hashes, sizes, measuring, and types that the server passes in. */
  const shared = new Set([
    'lib/audit/audit-log.ts',
    'lib/cognito/encoded-data.ts',
    'lib/cognito/secret-hash.ts',
    'lib/cognito/token-life.ts',
    'lib/crypto/key-ring.ts',
    'lib/limits/counters.ts',
    'lib/limits/decision.ts',
    'lib/limits/quota-queue.ts',
    'lib/idempotency/confirmation-memory.ts',
    'lib/doctor/aws-commands.ts',
    'lib/doctor/check-pool.ts',
    'lib/doctor/facts.ts',
    'lib/flows/support-code.ts',
    'lib/tenants/brand-hash.ts',
  ])
  const isFenced = ({ text }: Source) =>
    /^(\/\*\*[\s\S]*?\*\/\s*)?import 'server-only'$/m.test(text.slice(0, 2_000))

  test('says so in its first line, in every folder of lib that is not shared with browsers, triggers and commands', () => {
    const folders = folderNames.filter((folder) => !sharedFolders.has(folder))
    const unfenced = product.filter(
      (source) =>
        folders.includes(dirname(source.path)) &&
        source.imports.some((name) => io.test(name)) &&
        !isFenced(source) &&
        !shared.has(source.path),
    )
    expect(paths(unfenced)).toEqual([])
  })

  test('and so does whatever imports it by value', () => {
    const fenced = new Set(product.filter(isFenced).map(({ path }) => path.replace(/\.tsx?$/, '')))
    const byValue = (text: string) => text.replace(/import type [^']+'[^']+'/g, '')
    const leaky = below('lib').filter(
      (source) =>
        !isFenced(source) &&
        !shared.has(source.path) &&
        importsOf(source.path, byValue(source.text)).some((name) => fenced.has(name)),
    )
    expect(paths(leaky)).toEqual([])
  })

  test('is never imported by value where a browser runs', () => {
    const fenced = new Set(product.filter(isFenced).map(({ path }) => path.replace(/\.tsx?$/, '')))
    const inBrowser = product.filter(({ text }) => /^'use client'/.test(text))
    expect(inBrowser.length).toBeGreaterThan(3)
    const withoutTypes = inBrowser.map(({ path, text }) => ({
      path,
      text,
      imports: importsOf(path, text.replace(/import type [^']+'[^']+'/g, '')),
    }))
    expect(importing(withoutTypes, /^(node:|pg$|@aws-sdk|next\/headers|next-auth$)/)).toEqual([])
    expect(
      withoutTypes.flatMap(({ path, imports }) =>
        imports.filter((name) => fenced.has(name)).map((name) => `${path} → ${name}`),
      ),
    ).toEqual([])
  })

  test('and a server action stands only in a file that is called actions.ts', () => {
    const withActions = product.filter(({ text }) => /^\s*['"]use server['"]/m.test(text))
    expect(withActions.length).toBeGreaterThan(2)
    expect(paths(withActions).filter((path) => !/(^|\/)actions\.ts$/.test(path))).toEqual([])
    for (const { path, text } of withActions) expect(text.startsWith("'use server'\n"), path).toBe(true)
  })
})

describe('imports point one way', () => {
  test('lib knows no page, no emulator and no script', () => {
    expect(importing(below('lib'), /^(app|emulator|scripts|e2e|bench|cli|infra)\//)).toEqual([])
  })

  test('a folder of lib uses what stands on the floors below it, and nothing else', () => {
    const heights = floors.flatMap((rooms, floor) =>
      rooms.flatMap((room) => [room].flat().map((name, part) => [name, floor + part / 100] as const)),
    )
    const floorOf = new Map<string, number>(heights)
    expect([...floorOf.keys()].sort()).toEqual(folderNames)
    const upward = rooms.flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('lib/') && dirname(name) !== dirname(path))
        .filter((name) => (floorOf.get(dirname(name)) ?? 0) >= (floorOf.get(dirname(path)) ?? 0))
        .map((name) => `${path} → ${name}`),
    )
    expect(upward).toEqual([])
  })

  test('lib is given the services of the process and never takes them: that is up to what calls it', () => {
    expect(importing(rooms, /^lib\/(make-)?services$/)).toEqual([])
  })

  test('what is one of its kind in a process is a service, or is needed where there are none', () => {
    const shared = (pattern: RegExp) =>
      [...below('app', 'lib', 'server'), ...rootSources].filter(({ text }) => pattern.test(text))
    const home = 'lib/platform/process-wide.ts'
    expect(paths(shared(/\bglobalThis\b/))).toEqual([home])
    expect(
      paths(shared(/\bprocessWide\b[<(]/))
        .filter((path) => path !== home)
        .sort(),
    ).toEqual([
      // What the thin server tells Next's bundles of a request.
      'lib/http/internal-headers.ts',
      // What the metrics read of breakers, wherever one is made.
      'lib/platform/breaker-states.ts',
      'lib/platform/lent-response.ts',
      // Decides whether services are made.
      'lib/platform/proxy-process.ts',
      // What the thin server tells the metrics.
      'lib/platform/served-requests.ts',
      // The server, which ends the services, has none.
      'lib/platform/shutdown.ts',
      // Every line of the log is written in a trace.
      'lib/platform/tracing.ts',
      'lib/services.ts',
      // Set up in every process, before its services are.
      'server/framework-log.ts',
    ])
  })

  test('the way to the database is Drizzle, except where a statement is itself the point', () => {
    const outside = product.filter(
      ({ path }) => /^(app|cli|lib|server)\//.test(path) && !path.startsWith('lib/db/'),
    )
    const using = (pattern: RegExp) => paths(outside.filter(({ text }) => pattern.test(text))).sort()
    // A whole statement as a string: one round trip that decides by itself, on the path of every reset.
    expect(using(/\bQuery\b.*db\/connection'|\.(query|reserved)\(/)).toEqual([
      'lib/idempotency/confirmation-store.ts',
      'lib/idempotency/confirmations.ts',
      'lib/limits/database-store.ts',
      'lib/limits/limiter.ts',
      'lib/limits/store.ts',
      'lib/make-services.ts',
    ])
    // A whole statement within a transaction of Drizzle's: an advisory lock.
    expect(using(/\.execute\(/)).toEqual(['lib/tenants/files/apply.ts'])
  })

  test('the adapters know nothing of what uses them, even below', () => {
    expect(importing(below('lib/cognito'), /^lib\/(db|brand)\//)).toEqual([])
    expect(importing(below('lib/db', 'lib/crypto', 'lib/limits', 'lib/audit'), /^lib\/brand\//)).toEqual([])
  })

  test('facts of a request are pure: they ask no database and no Cognito', () => {
    const facts = [
      ...below('lib/http', 'lib/input', 'lib/cross-site'),
      ...product.filter(({ path }) => path === 'lib/flows/user-context.ts'),
    ]
    expect(importing(facts, /^lib\/(db|tenants|flows|idempotency|links|limits|audit|console)\//)).toEqual([])
  })

  test('no file imports itself by way of others', () => {
    const importsOfFile = new Map(product.map(({ path, imports }) => [path.replace(/\.tsx?$/, ''), imports]))
    const finished = new Set<string>()
    const circles: string[] = []
    const visit = (name: string, way: string[]): void => {
      if (way.includes(name)) circles.push([...way.slice(way.indexOf(name)), name].join(' → '))
      if (finished.has(name) || way.includes(name)) return
      for (const next of importsOfFile.get(name) ?? []) visit(next, [...way, name])
      finished.add(name)
    }
    for (const name of importsOfFile.keys()) visit(name, [])
    expect(circles).toEqual([])
  })

  const files = new Map(product.map((source) => [source.path.replace(/\.tsx?$/, ''), source]))
  /** All that a file imports and what that imports, but what `left` matches. Types are in no bundle. */
  const reached = (from: string, left: RegExp | null = null, known = new Set<string>()): Set<string> => {
    const source = files.get(from)
    if (known.has(from)) return known
    known.add(from)
    const withoutTypes = source?.text.replaceAll(/(import|export) type [^']+'[^']+'/g, '') ?? ''
    const text = left === null ? withoutTypes : withoutTypes.replaceAll(left, '')
    for (const name of importsOf(source?.path ?? '', text)) reached(name, left, known)
    return known
  }

  test('a function on Vercel holds what draws pictures only where some are uploaded, and never the embedded database', () => {
    // As a bundle does, along dynamic imports too.
    const large = /^(sharp|@electric-sql\/pglite)$/
    const heavy = (...from: string[]) =>
      from.filter((name) => [...reached(name)].some((each) => large.test(each)))
    expect(heavy('server/start')).toEqual(['server/start'])
    expect(
      heavy('lib/open-function', 'server/prepare-function', 'server/report-request-error', 'proxy'),
    ).toEqual([])
    const pages = below('app').map(({ path }) => path.replace(/\.tsx?$/, ''))
    // vercel.json sets these apart.
    expect(heavy(...pages).filter((name) => !/^app\/(\(console\)|preview)\//.test(name))).toEqual([])
  })

  test('nobody waits for a page until AWS’s SDK is loaded', () => {
    const dynamic = /import\(\s*'[^']+'\s*\)/g
    const pages = below('app/[tenant]').map(({ path }) => path.replace(/\.tsx?$/, ''))
    const waiting = [...pages, 'lib/open-function', 'server/start', 'proxy'].filter((name) =>
      [...reached(name, dynamic)].some((each) => each.startsWith('@aws-sdk/')),
    )
    expect(waiting).toEqual([])
  })

  test('what only the server uses stands in server, and nothing of lib or app needs it', () => {
    expect(importing(below('app', 'lib', 'cli', 'triggers'), /^server\//)).toEqual([])
  })

  test('pages and actions reach the database and Cognito through lib only', () => {
    expect(importing(below('app'), /^(lib\/(db|cognito)\/|pg$|drizzle-orm|@aws-sdk)/)).toEqual([])
  })

  test('the emulator and the portal never import each other', () => {
    expect(importing(below('emulator'), /^(app|lib)\//)).toEqual([])
    expect(
      importing(
        [...below('app', 'lib'), ...product.filter(({ path }) => !path.includes('/'))],
        /(^|\/)emulator(\/|$)/,
      ),
    ).toEqual([])
  })

  test('nothing of a test is in what is shipped', () => {
    expect(importing(below('app', 'lib'), /\/test-[^/]+$|\.test$|^vitest$|^fast-check$/)).toEqual([])
  })
})

describe('one place for each thing', () => {
  test('AWS’s names of errors stand in lib/cognito', () => {
    const names = /\b[A-Z]\w+Exception\b/
    const elsewhere = [...below('app', 'lib'), ...product.filter(({ path }) => !path.includes('/'))].filter(
      ({ path, text }) => !path.startsWith('lib/cognito/') && names.test(text),
    )
    // The AWS endpoint answers callers with AWS's own error names.
    expect(paths(elsewhere).filter((path) => !/(^|\/)(cognito|aws-endpoint)\//.test(path))).toEqual([])
  })

  test('the host of a request is read where its tenant is found', () => {
    const readers = below('app', 'lib').filter(({ text }) =>
      /\.get\(\s*'(host|x-forwarded-[a-z]+)'\s*\)/.test(text),
    )
    expect(paths(readers)).toEqual([])
  })
})

describe('a page', () => {
  const components = below('app').filter(({ path }) => path.endsWith('.tsx'))

  test('writes no raw HTML and no style attribute, which its policy would block', () => {
    expect(paths(components.filter(({ text }) => text.includes('dangerouslySetInnerHTML')))).toEqual([])
    // Only a script draws the last resort, and the policy lets scripts set styles.
    expect(paths(components.filter(({ text }) => /\sstyle=/.test(text)))).toEqual(['app/global-error.tsx'])
  })

  test('has no address of another host in it', () => {
    const foreign = components.filter(({ text }) => /(src|href)=["'{`]+https?:/.test(text))
    expect(paths(foreign)).toEqual([])
  })
})

describe('a file', () => {
  test('is named for what it holds', () => {
    const barrels = below('app', 'lib').filter(({ path }) =>
      /(^|\/)(index|utils?|helpers?|common|misc)\.tsx?$/.test(path),
    )
    expect(paths(barrels)).toEqual([])
    const names = below('app', 'lib', 'emulator').map(({ path }) => path.split('/').at(-1) ?? '')
    expect(names.filter((name) => !/^[a-z0-9-]+(\.[a-z]+)*\.(ts|tsx|js|mts|mjs)$/.test(name))).toEqual([])
  })

  test('fits on a few screens', () => {
    const long = product.filter(({ text }) => text.split('\n').length > 251)
    // Long lists of one kind each: the tables, the brand's schema and the arithmetic of its palette.
    const lists = ['lib/brand/palette.ts', 'lib/brand/schema.ts', 'lib/db/schema.ts']
    expect(paths(long).filter((path) => !lists.includes(path))).toEqual([])
  })

  test('is finished', () => {
    const isUnfinished = ({ path, text }: Source) =>
      path !== 'lib/architecture.test.ts' && /\b(TODO|FIXME|XXX)\b/.test(text)
    expect(paths(sources.filter(isUnfinished))).toEqual([])
  })

  test('does not write past the log', () => {
    const writers = below('app', 'lib').filter(({ text }) => /\bconsole\.\w+\(/.test(text))
    expect(paths(writers)).toEqual([])
  })
})

test('a record of a decision has the next number, and stands in the list', () => {
  const folder = join(root, 'docs/decisions')
  const list = readFileSync(join(folder, 'README.md'), 'utf8')
  const records = readdirSync(folder).filter((name) => /^\d.*\.md$/.test(name))
  records.sort().forEach((name, index) => {
    const [, title = ''] = /^# (.*)/.exec(readFileSync(join(folder, name), 'utf8')) ?? []
    expect([name.slice(0, 4), title.split('. ')[0]]).toEqual([
      String(index + 1).padStart(4, '0'),
      String(index + 1),
    ])
    expect(list).toContain(`](${name})`)
  })
  expect(records.length).toBeGreaterThan(20)
})
