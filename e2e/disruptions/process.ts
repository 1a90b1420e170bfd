import { expect, test } from '@playwright/test'
import { testWire } from '../../lib/db/test-wire'
import { type Balancer, openBalancer } from '../balancer'
import type { Portal } from '../portal'
import { Visitor } from '../visitor'
import { type Actor, act, actor, nameOf, openForm, press } from './acts'
import { once, type Place } from './place'

/** What containers are commonly given before they are killed. */
const PATIENCE_MS = 30_000

const untilRefusing = ({ port }: Portal) =>
  expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/api/health/live`).then(
        () => 'serves',
        () => 'refuses',
      ),
    )
    .toBe('refuses')

/** How a process ends. */
export function endProcess(place: () => Place): void {
  /** The same form again, at the instance that goes on, by the same browser. */
  const again = async (each: Actor): Promise<string> => {
    const { host, headers, cookies } = each.who
    const who = new Visitor(place().site.portal.port, { host, headers }, cookies)
    return nameOf(await act({ ...each, who }))
  }

  /** A balancer that gives everything to one instance, and to the first once that one is asked to end. */
  async function inFrontOf(portal: Portal): Promise<Balancer & { end(): Promise<void> }> {
    const { port } = place().site.portal
    const balancer = await openBalancer([portal.port, port])
    await balancer.leave(port)
    return {
      ...balancer,
      end: async () => {
        balancer.join(port)
        await balancer.leave(portal.port)
        await portal.stop()
      },
    }
  }

  test('SIGTERM: everybody gets the true answer, and what runs behind answers is waited for', async () => {
    const { emulator } = place().site
    const writers = await place().writers()
    const portal = await place().start()
    const balancer = await inFrontOf(portal)
    const who = await place().attempting(balancer.port)
    const asker = await actor(place().site, 'forgot', balancer.port)
    const { username } = asker.person
    const form = await openForm(asker)
    const shown = await place().underWay(who)
    // Its answer comes after a second, its call ends three seconds later.
    emulator.faults.add({ kind: 'delay-after', ms: 4_000, operation: 'ForgotPassword', username })
    const arrived = emulator.requests.next({ username })
    const asked = press(asker, form)
    await arrived
    const ended = balancer.end()
    await untilRefusing(portal)
    emulator.faults.release()
    const seen = await once(shown)
    const sent = nameOf(await asked)
    await ended
    balancer.close()
    place().letGo()
    expect(await place().writers()).toBe(writers)
    await place().keep('SIGTERM', [asker], [[sent]])
    await place().keep('SIGTERM', who, seen)
  })

  test('SIGTERM with a silent database: the same, and within thirty seconds', async () => {
    const wire = await testWire(place().database.url)
    const writers = await place().writers()
    const portal = await place().start({ DATABASE_URL: wire.url })
    const balancer = await inFrontOf(portal)
    const who = await place().attempting(balancer.port)
    const shown = await place().underWay(who)
    wire.set('silent')
    let isTooLate = false
    const patience = setTimeout(() => {
      isTooLate = true
      process.kill(portal.pid, 'SIGKILL')
    }, PATIENCE_MS)
    const ended = balancer.end()
    place().letGo()
    const seen = await once(shown)
    await ended
    balancer.close()
    clearTimeout(patience)
    expect(isTooLate).toBe(false)
    expect(portal.output()).toMatch(/"audit\.entries_lost"/)
    // The others make a gap of its note.
    expect(await place().writers()).toBe(writers + 1)
    wire.close()
    await place().keep('SIGTERM, PostgreSQL silent', who, seen, 0)
  })

  test('SIGKILL: the code may have worked, and is not called wrong', async () => {
    const writers = await place().writers()
    const portal = await place().start()
    const who = await place().attempting(portal.port)
    const shown = await place().underWay(who)
    await portal.kill()
    expect(await place().writers()).toBe(writers + 1)
    const seen = await once(shown)
    place().letGo()
    const later = await Promise.all(who.map(again))
    await place().untilReady()
    await place().keep(
      'SIGKILL',
      who,
      seen.map((each, index) => [...each, later[index] ?? '']),
      null,
    )
  })
}
