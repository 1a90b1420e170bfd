import { expect, test } from 'vitest'
import { brandedMails } from '../pool-mails'
import { testTenant } from '../tenants/test-tenant'
import { configOf, emptySettings, FIELD_OF_PATH, formOf } from './settings-form'

const kept = {
  usesTriggers: true,
  clientMetadata: { app: 'banking' },
  analyticsEndpointId: null,
  replicas: [],
  historySize: 3,
}
const form = {
  ...emptySettings,
  name: 'Acme',
  userPoolId: ' eu-west-1_Ab12Cd34E ',
  clientId: '1example23456789',
}

test('a form becomes the stored settings, and what it does not show stays as it was', () => {
  expect(
    configOf(
      { ...form, locales: ['en', 'da'], returnOrigins: 'https://a.example\n', explainsRefusals: true },
      kept,
    ),
  ).toMatchObject({
    config: {
      locales: ['en', 'da'],
      returnOrigins: ['https://a.example'],
      mail: { explainsRefusals: true },
      cognito: {
        usesTriggers: true,
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientMetadata: { app: 'banking' },
        passwordPolicy: { historySize: 3 },
      },
    },
  })
})

test('every fault comes back at the field that it is about', () => {
  const wrong = {
    ...form,
    userPoolId: 'my pool',
    continueUrl: 'javascript:alert(1)',
    supportEmail: 'nobody',
    locales: ['xx_'],
    minimumLength: 'many',
  }
  const answer = configOf(wrong, kept)
  const fields = 'faults' in answer ? answer.faults.map(({ path }) => FIELD_OF_PATH[path]) : []
  expect(fields.sort()).toEqual(
    ['continueUrl', 'locales', 'minimumLength', 'supportEmail', 'userPoolId'].sort(),
  )
})

test('what is said of passwords is stored where it is not the usual', () => {
  const passwordsOf = (changes: Partial<typeof form>) => {
    const answer = configOf({ ...form, ...changes }, kept)
    return 'config' in answer ? answer.config.passwords : answer.faults
  }
  expect(passwordsOf({})).toBeUndefined()
  expect(passwordsOf({ refusesBreached: true })).toEqual({ refusesBreached: true })
  expect(passwordsOf({ givesAdvice: true })).toEqual({ givesAdvice: true })
})

test('a mail of the pool is in the brand where somebody says so, and only what is not the usual is stored', () => {
  const mailOf = (changes: Partial<typeof form>) => {
    const answer = configOf({ ...form, ...changes }, kept)
    return 'config' in answer ? answer.config.mail : answer.faults
  }
  expect(mailOf({})).toEqual({ explainsRefusals: false })
  expect(mailOf({ brandsReset: false, brandsSignUp: true, brandsSecondFactor: true })).toEqual({
    explainsRefusals: false,
    branded: { reset: false, secondFactor: true },
  })
  const branded = { ...brandedMails({}), invitation: true, signUp: false }
  const stored = formOf(testTenant({ mail: { explainsRefusals: false, branded } }))
  expect(mailOf({ ...stored, userPoolId: form.userPoolId, clientId: form.clientId })).toMatchObject({
    branded: { signUp: false, invitation: true },
  })
})
