import { expect, test } from '@playwright/test'
import { testWire } from '../../lib/db/test-wire'
import { act, actor, actors, nameOf, openForm, press } from './acts'
import type { Place } from './place'

const HOUR_MS = 3_600_000

/** What happens around a process: SES, its clock, a deployment. */
export function disturbSurroundings(place: () => Place): void {
  for (const [fault, state] of [
    ['SES away', 'cut'],
    ['SES silent', 'silent'],
  ] as const)
    test(`${fault}: a notice is kept back, and nobody sees it`, async () => {
      const { site } = place()
      const ses = await testWire(site.emulator.url)
      const portal = await place().start({
        AWS_ENDPOINT_URL_SESV2: ses.url,
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
        REKEY_MAIL_FROM: 'no-reply@rekey.example',
      })
      const person = site.person('northwind', { status: 'FORCE_CHANGE_PASSWORD' })
      const invited = { ...(await actor(site, 'forgot', portal.port)), person }
      ses.set(state)
      const shown = nameOf(await act(invited))
      await portal.stop()
      ses.close()
      await place().keep(`${fault}, for somebody who was only invited`, [invited], [[shown]], 2)
    })

  for (const [fault, jump] of [
    ['the clock jumps ahead by two hours', 2 * HOUR_MS],
    ['the clock jumps back by two hours', -2 * HOUR_MS],
  ] as const)
    test(fault, async () => {
      const portal = await place().start({
        NODE_OPTIONS: '--require ./e2e/disruptions/jumping-clock.cjs',
        TEST_CLOCK_JUMPS: `${jump},0`,
      })
      const jumpTo = async (off: number) => {
        process.kill(portal.pid, 'SIGUSR2')
        await expect.poll(portal.output).toContain(`clock off by ${off}\n`)
      }
      await place().disturbed(
        fault,
        () => jumpTo(jump),
        () => jumpTo(0),
        portal.port,
      )
      await portal.stop()
    })

  test('a form of another build brings its page again, and sends nothing', async () => {
    const who = await actors(place().site)
    const shown = await Promise.all(
      who.map(async (each) => {
        const form = await openForm(each)
        const html = form.html.replaceAll(/[0-9a-f]{42}/g, '4'.repeat(42))
        const seen = await press(each, Object.assign(Object.create(form), { html }))
        return [nameOf(seen), nameOf(await press(each, seen))]
      }),
    )
    await place().keep('a form of another build', who, shown)
  })
}
