import { describe, expect, test } from 'vitest'
import { contextDataVersions, contextSignature, readEncodedData } from './encoded-data'
import vectors from './fixtures/vectors.json'

const clientId = '1example23456789'
const poolId = 'eu-west-1_Ab12Cd34E'
const call = { clientId, poolId, username: 'jane' }

function seal(content: object, version = 'JS20171115', key = clientId): string {
  const payload = JSON.stringify(content)
  const envelope = { payload, signature: contextSignature(key, version, payload), version }
  return Buffer.from(JSON.stringify(envelope)).toString('base64')
}

const content = {
  contextData: { UserAgent: 'x' },
  username: 'jane',
  userPoolId: poolId,
  timestamp: '1795478400000',
}

test.each(vectors.encodedData)('the vector "$note" is signed as recorded and opens', (vector) => {
  expect(contextSignature(clientId, vector.version, vector.payload)).toBe(vector.signature)
  const { username } = JSON.parse(vector.payload)
  expect(readEncodedData(vector.encodedData, { clientId, poolId, username })).toEqual({
    ok: true,
    payload: JSON.parse(vector.payload),
  })
})

test.each([...contextDataVersions])('the library version %s is known', (version) => {
  expect(readEncodedData(seal(content, version), call).ok).toBe(true)
})

test('the line breaks of the Android library are taken', () => {
  const wrapped = seal(content, 'ANDROID20171114').replace(/.{76}/g, '$&\n')
  expect(readEncodedData(wrapped, call).ok).toBe(true)
})

test('a nameless payload is taken from iOS and from nobody else', () => {
  const nameless = { ...content, username: 'unknown' }
  expect(readEncodedData(seal(nameless, 'IOS20171114'), call).ok).toBe(true)
  expect(readEncodedData(seal(nameless), call).ok).toBe(false)
})

describe('a fingerprint is refused when', () => {
  test.each([
    ['it is not base64', 'not base64!'],
    ['it is empty', ''],
    ['it is base64 of something else', Buffer.from('{}').toString('base64')],
    ['its version is unknown', seal(content, 'JS20991231')],
    ['it is signed for another client', seal(content, 'JS20171115', 'another')],
    ['it is for another username', seal({ ...content, username: 'joe' })],
    ['its username differs in case', seal({ ...content, username: 'Jane' })],
    ['it is for another pool', seal({ ...content, userPoolId: 'eu-west-1_Other0000' })],
    ['its timestamp is a number', seal({ ...content, timestamp: 1795478400000 })],
    ['a value of its context is not a string', seal({ ...content, contextData: { UserAgent: null } })],
  ])('%s', (_, encoded) => {
    expect(readEncodedData(encoded, call).ok).toBe(false)
  })

  test('its payload was changed after signing', () => {
    const envelope = JSON.parse(Buffer.from(seal(content), 'base64').toString())
    const forged = { ...envelope, payload: envelope.payload.replace('"x"', '"y"') }
    const encoded = Buffer.from(JSON.stringify(forged)).toString('base64')
    expect(readEncodedData(encoded, call)).toMatchObject({
      ok: false,
      because: 'the signature does not match',
    })
  })
})
