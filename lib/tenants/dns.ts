import 'server-only'
import { Resolver } from 'node:dns/promises'

const LIMIT_MS = 3_000

export type DnsAnswer = {
  /** TXT records at the proof's name, each joined from its pieces. */
  texts: string[]
  cname: string[]
  addresses: string[]
}

/**
 * What the DNS says about a host now. Nothing is fetched from the host itself.
 *
 * @param servers `address:port` of other name servers than the system's, for tests
 */
export async function lookUpHost(
  host: string,
  proofName: string,
  servers: readonly string[] = [],
): Promise<DnsAnswer> {
  const resolver = new Resolver({ timeout: LIMIT_MS, tries: 1 })
  if (servers.length > 0) resolver.setServers([...servers])
  const orNone = <T>(answer: Promise<T[]>) => answer.catch((): T[] => [])
  const [texts, cname, four, six] = await Promise.all([
    orNone(resolver.resolveTxt(proofName)),
    orNone(resolver.resolveCname(host)),
    orNone(resolver.resolve4(host)),
    orNone(resolver.resolve6(host)),
  ])
  return { texts: texts.map((pieces) => pieces.join('')), cname, addresses: [...four, ...six] }
}
