import type { Command } from 'commander'
import { CommandFailed, exitCodes } from './exit-codes'
import { printJson, printTable } from './print'

const LIMIT_MS = 15_000
const scanner = 'Mozilla/5.0 (compatible; link-scanner drill)'

/** What a mail scanner does to a link before a person sees it. */
const visits = [
  { name: 'HEAD', method: 'HEAD', headers: {} },
  { name: 'GET', method: 'GET', headers: {} },
  { name: 'GET again', method: 'GET', headers: {} },
  { name: 'prefetch', method: 'GET', headers: { 'Sec-Purpose': 'prefetch', Purpose: 'prefetch' } },
  { name: 'no cookies, another agent', method: 'GET', headers: { 'User-Agent': 'curl/8' } },
  { name: 'GET at the end', method: 'GET', headers: {} },
] as const

type Visit = { name: string; status: number; location: string | null; faults: string[] }

function codeOf(link: URL): string {
  const code = link.searchParams.get('c') ?? ''
  if (code === '')
    throw new CommandFailed('The link has no code: copy it whole out of the mail.\n', exitCodes.usage)
  return code
}

/** One visit with what is wrong about its answer; redirects are judged and followed by the caller. */
async function visit(link: URL, code: string, each: (typeof visits)[number]): Promise<Visit> {
  const response = await fetch(link, {
    method: each.method,
    headers: { 'User-Agent': scanner, ...each.headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch(() => {
    throw new CommandFailed(`${link.origin} was not reached.\n`, exitCodes.connection)
  })
  const location = response.headers.get('location')
  const body = await response.text()
  const goesElsewhere = location !== null && new URL(location, link).origin !== link.origin
  const leaks = location?.includes(code) === true || body.includes(code)
  const faults = [
    ...(response.status === 303 ? [] : [`status ${response.status} instead of 303`]),
    ...(goesElsewhere ? ['leads to another site'] : []),
    ...(leaks ? ['repeats the code'] : []),
    ...(response.headers.get('cache-control')?.includes('no-store') ? [] : ['may be kept by a cache']),
    ...(response.headers.get('referrer-policy') === 'no-referrer'
      ? []
      : ['tells its address to other sites']),
  ]
  return { name: each.name, status: response.status, location, faults }
}

/** Visits a mailed link as scanners do. Nothing is spent: the last visit is answered exactly like the first. */
async function drill(address: string, { json }: { json?: boolean }): Promise<void> {
  if (!URL.canParse(address)) throw new CommandFailed('That is not an address.\n', exitCodes.usage)
  const link = new URL(address)
  const code = codeOf(link)
  const made: Visit[] = []
  for (const each of visits) made.push(await visit(link, code, each))
  const first = made.find(({ name }) => name === 'GET')
  const last = made.at(-1)
  const isUnspent = first?.status === last?.status && first?.location === last?.location
  const isSound = isUnspent && made.every(({ faults }) => faults.length === 0)
  if (!isSound) process.exitCode = exitCodes.found
  if (json) return printJson({ isSound, isUnspent, visits: made })
  printTable(
    ['VISIT', 'STATUS', 'LEADS TO', 'FAULTS'],
    made.map(({ name, status, location, faults }) => [
      name,
      String(status),
      location ?? '-',
      faults.length === 0 ? { text: 'none', colour: 'green' } : { text: faults.join('; '), colour: 'red' },
    ]),
  )
  process.stdout.write(
    isUnspent
      ? 'The last visit was answered like the first: nothing was spent.\n'
      : 'The last visit was answered unlike the first: something was spent.\n',
  )
}

export function addDrillCommand(root: Command): void {
  root
    .command('drill <link>')
    .description('open a mailed link as mail scanners do and show that nothing is spent')
    .option('--json', 'as JSON')
    .action(drill)
}
