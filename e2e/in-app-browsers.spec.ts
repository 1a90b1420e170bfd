import { expect, test } from './fixtures'
import { NEW_PASSWORD } from './site'
import { Visitor } from './visitor'

// The promise: a link that is opened inside of an app works there, whatever that app's browser keeps.

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36'
const apps = {
  Facebook: `${iPhone} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.40.109;FBDV/iPhone15,2;FBLC/en_US]`,
  Instagram: `${iPhone} Mobile/15E148 Instagram 340.0.3.27.91 (iPhone15,2; iOS 17_5; en_US; scale=3.00)`,
  LINE: `${iPhone} Mobile/15E148 Safari Line/14.9.1`,
  WeChat: `${android} XWEB/1260079 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600`,
  Gmail: `${android} GSA/15.24.31`,
}

for (const [app, userAgent] of Object.entries(apps)) {
  for (const keepsCookies of [true, false]) {
    test(`${app}’s browser, which keeps ${keepsCookies ? 'its own cookies' : 'no cookies'}, opens a link that was asked for elsewhere`, {
      tag: app === 'Facebook' ? [] : '@proof',
    }, async ({ site }) => {
      const person = site.person()
      // Asked for in the phone's own browser, whose cookies an app's browser doesn't have.
      await new Visitor(site.portal.port).ask('/northwind', person.username)
      const { link } = await site.newestMail(person)
      const inApp = new Visitor(site.portal.port, { headers: { 'user-agent': userAgent }, keepsCookies })
      const reset = await inApp.open((link ?? '').slice(site.portal.url.length))
      expect([reset.status, reset.page, reset.error]).toEqual([200, 'reset', null])
      const refused = await inApp.submit(reset, 'password', { password: 'short' })
      expect(refused.error).toBe('password-rejected')
      const done = await inApp.submit(refused, 'password', { password: NEW_PASSWORD })
      expect(done.page).toBe('done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })
  }
}
