import type { Command } from 'commander'
import { CommandFailed, exitCodes } from './exit-codes'
import { printJson, printTable } from './print'

const LIMIT_MS = 15_000
const scanner = 'Mozilla/5.0 (compatible; link-scanner drill)'

type Kind = {
  readonly name: string
  readonly method?: 'HEAD'
  readonly headers?: Readonly<Record<string, string>>
  /** What is done to the link before it is opened. */
  readonly rewrite?: (link: URL) => string
  /** Goes on to the page, with the cookie that it was given, and loads the scripts. */
  readonly runsPage?: true
  /** Part of the link is gone, so it may lead elsewhere than the whole one. */
  readonly isCut?: true
}

/** As filters rewrite an address: in another order, with unnecessary escapes and their own marks. */
function rewritten(link: URL): string {
  const pairs = [...link.searchParams].reverse().map(([name, value]) => {
    const escaped = [...new TextEncoder().encode(value)].map(
      (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
    )
    return `${name}=${escaped.join('')}`
  })
  return `${link.origin}${link.pathname}?${['utm_source=filter', ...pairs, 'data=05%7C02'].join('&')}`
}

/** What is done to a link in a mail before a person opens it, and by whom. */
const visits: readonly Kind[] = [
  { name: 'HEAD', method: 'HEAD' },
  { name: 'GET' },
  { name: 'GET again' },
  { name: 'prefetch', headers: { 'Sec-Purpose': 'prefetch', Purpose: 'prefetch' } },
  { name: 'no cookies, another agent', headers: { 'User-Agent': 'curl/8' } },
  { name: 'link rewriting', rewrite: rewritten },
  {
    name: 'click tracking',
    headers: { Referer: 'https://click.example/track', 'Sec-Fetch-Site': 'cross-site' },
    rewrite: (link) => `${link.href}&utm_medium=email&mc_eid=0a1b2c3d4e`,
  },
  { name: 'a checker that loads the page', runsPage: true },
  { name: 'a link that was cut off', rewrite: (link) => link.href.slice(0, -3), isCut: true },
  { name: 'GET at the end' },
]

type Visit = { name: string; status: number; location: string | null; faults: string[] }

function codeOf(link: URL): string {
  const code = link.searchParams.get('c') ?? ''
  if (code === '')
    throw new CommandFailed('The link has no code: copy it whole out of the mail.\n', exitCodes.usage)
  return code
}

async function open(address: string | URL, init: RequestInit): Promise<Response> {
  return fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS), ...init }).catch(() => {
    throw new CommandFailed(`${new URL(address).origin} was not reached.\n`, exitCodes.connection)
  })
}

/** Loads the page that a link led to, and its scripts, as a scanner with a browser does; returns what is wrong. */
async function loadPage(page: URL, answer: Response, code: string): Promise<string[]> {
  const Cookie = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
  const headers = { 'User-Agent': scanner, Cookie }
  const response = await open(page, { headers })
  const html = await response.text()
  const faults = [
    ...(response.status === 200 ? [] : [`its page has status ${response.status}`]),
    ...(html.includes(code) ? ['its page repeats the code'] : []),
  ]
  for (const [, source = ''] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)) {
    const script = new URL(source.replaceAll('&amp;', '&'), page)
    if (script.origin !== page.origin) faults.push(`its page loads a script from ${script.host}`)
    else await open(script, { headers })
  }
  return faults
}

/** One visit, and what is wrong with its answer; redirects are checked but not followed. */
async function visit(link: URL, code: string, each: Kind): Promise<Visit> {
  const address = each.rewrite?.(link) ?? link.href
  const response = await open(address, {
    method: each.method ?? 'GET',
    headers: { 'User-Agent': scanner, ...each.headers },
  })
  const location = response.headers.get('location')
  const body = await response.text()
  const page = location === null ? null : new URL(location, link)
  const faults = [
    ...(response.status === 303 ? [] : [`status ${response.status} instead of 303`]),
    ...(page !== null && page.origin !== link.origin ? ['leads to another site'] : []),
    ...(location?.includes(code) === true || body.includes(code) ? ['repeats the code'] : []),
    ...(response.headers.get('cache-control')?.includes('no-store') ? [] : ['may be kept by a cache']),
    ...(response.headers.get('referrer-policy') === 'no-referrer'
      ? []
      : ['tells its address to other sites']),
    ...(each.runsPage && page?.origin === link.origin ? await loadPage(page, response, code) : []),
  ]
  // The sealed ticket differs each time and is as good as the link, so it is not printed.
  return { name: each.name, status: response.status, location: location?.split('?', 1)[0] ?? null, faults }
}

/** Visits a mailed link as scanners do. Nothing is spent: every visit of the whole link is answered like the first. */
async function drill(address: string, { json }: { json?: boolean }): Promise<void> {
  if (!URL.canParse(address)) throw new CommandFailed('That is not an address.\n', exitCodes.usage)
  const link = new URL(address)
  const code = codeOf(link)
  const made: Visit[] = []
  for (const each of visits) made.push(await visit(link, code, each))
  const ofWhole = made.filter((_, index) => visits[index]?.isCut !== true)
  const isUnspent = new Set(ofWhole.map(({ status, location }) => `${status} ${location}`)).size === 1
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
      : 'Not every visit was answered like the first: something was spent.\n',
  )
}

export function addDrillCommand(root: Command): void {
  root
    .command('drill <link>')
    .description('open a mailed link as mail scanners do and show that nothing is spent')
    .option('--json', 'as JSON')
    .action(drill)
}
