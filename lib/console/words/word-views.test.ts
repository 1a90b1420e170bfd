import { expect, test } from 'vitest'
import { previewStates } from '../../brand/preview'
import { loadOwnTexts } from '../../i18n/own-texts'
import { groupsOfView, type MailView, viewFor, type WordView } from './word-views'

const page = (state: (typeof previewStates)[number]): WordView => ({ kind: 'page', state })
const mail = (name: MailView): WordView => ({ kind: 'mail', mail: name })
const views = [
  ...previewStates.map(page),
  ...(['reset', 'changed', 'invited', 'external', 'helpDesk'] satisfies MailView[]).map(mail),
]

test('a text leads to where it is shown', () => {
  expect(viewFor('forgot.lead', page('done'))).toEqual(page('forgot'))
  expect(viewFor('errors.too-many-attempts.until', page('code-rejected'))).toEqual(page('too-many-attempts'))
  expect(viewFor('mail.reset.sms', page('done'))).toEqual(mail('reset'))
  expect(viewFor('mail.cannotReset.external', mail('invited'))).toEqual(mail('external'))
})

test('a view stays where it shows the text already, or none would', () => {
  expect(viewFor('reset.title', page('code-rejected'))).toEqual(page('code-rejected'))
  expect(viewFor('mail.cannotReset.intro', mail('external'))).toEqual(mail('external'))
  expect(viewFor('mail.footer.help', mail('changed'))).toEqual(mail('changed'))
  for (const word of ['common.help', 'errors.offline.title', 'linkProblem.title', '__proto__'])
    expect(viewFor(word, page('done')), word).toEqual(page('done'))
})

test('whatever is shown, going to a text a second time changes nothing', async () => {
  for (const word of Object.keys(await loadOwnTexts('en')))
    for (const view of views) {
      const next = viewFor(word, view)
      expect(viewFor(word, next), word).toEqual(next)
    }
})

test('every view shows some group', () => {
  for (const view of views) expect(groupsOfView(view).length).toBeGreaterThan(0)
})
