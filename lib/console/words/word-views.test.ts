import { expect, test } from 'vitest'
import { previewStates } from '../../brand/preview'
import { loadOwnTexts } from '../../i18n/own-texts'
import { MAIL_VIEWS, type MailView } from './mail-views'
import { mailOfWord, stateOfWord, UNSEEN_WORDS } from './word-homes'
import { groupsOfView, viewFor, type WordView } from './word-views'

const page = (state: (typeof previewStates)[number]): WordView => ({ kind: 'page', state })
const mail = (name: MailView): WordView => ({ kind: 'mail', mail: name })
const views = [...previewStates.map(page), ...MAIL_VIEWS.map(mail)]
const nothing = new Set<string>()

test('every text has one place, but for those that are listed with a reason', async () => {
  const without = Object.keys(await loadOwnTexts('en')).filter(
    (word) => (stateOfWord(word) === null) === (mailOfWord(word) === null),
  )
  expect(without).toEqual(Object.keys(UNSEEN_WORDS))
  for (const reason of Object.values(UNSEEN_WORDS)) expect(reason).toMatch(/\.$/)
})

test('a text leads to where it is shown', () => {
  const leads = (word: string) => viewFor(word, page('done'), nothing)
  expect(leads('forgot.lead')).toEqual(page('forgot'))
  expect(leads('errors.too-many-attempts.until')).toEqual(page('too-many-attempts'))
  expect(leads('linkProblem.title')).toEqual(page('link-incomplete'))
  expect(leads('linkProblem.expired.title')).toEqual(page('link-expired'))
  expect(leads('common.help')).toEqual(page('every-page'))
  expect(leads('mail.reset.sms')).toEqual(mail('reset'))
  expect(leads('mail.cannotReset.external')).toEqual(mail('external'))
})

test('a view stays where it shows the text already, or none would', () => {
  const shown = new Set(['reset.title', 'mail.footer.help'])
  expect(viewFor('reset.title', page('code-rejected'), shown)).toEqual(page('code-rejected'))
  expect(viewFor('mail.footer.help', mail('changed'), shown)).toEqual(mail('changed'))
  for (const word of ['unavailable.lead', 'nothing.known', '__proto__', 'constructor'])
    expect(viewFor(word, page('done'), shown), word).toEqual(page('done'))
})

test('every view shows some group', () => {
  for (const view of views) expect(groupsOfView(view).length).toBeGreaterThan(0)
})
