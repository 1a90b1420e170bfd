import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { webLibraryTimezone } from '../flows/user-context'
import { encodeContextData } from './encoded-data'
import vectors from './fixtures/vectors.json'
import { secretHash } from './secret-hash'

test.each(vectors.secretHash)('the secret hash of $username is AWS’s', (vector) => {
  expect(secretHash(vector.username, vector.clientId, vector.clientSecret)).toBe(vector.secretHash)
})

test.each(vectors.webClientTimezone)(
  'an offset of $getTimezoneOffset minutes is written as the web library does',
  (vector) => {
    expect(webLibraryTimezone(vector.getTimezoneOffset)).toBe(vector.asSentByWebLib)
  },
)

test.each(vectors.encodedData)('EncodedData is the web library’s, byte for byte: $note', (vector) => {
  const { contextData, username, userPoolId, timestamp } = JSON.parse(vector.payload)
  const now = new Date(Number(timestamp))
  expect(encodeContextData({ username, userPoolId, clientId: '1example23456789', contextData, now })).toBe(
    vector.encodedData,
  )
})

test('the signature of EncodedData verifies over the payload as it is embedded, for any user name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (username, agent) => {
      const encoded = encodeContextData({
        username,
        userPoolId: 'eu-west-1_Ab12Cd34E',
        clientId: '1example23456789',
        contextData: { UserAgent: agent },
        now: new Date(1_795_478_400_000),
      })
      const { payload, signature, version } = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
      expect(
        createHmac('sha256', '1example23456789')
          .update(version + payload)
          .digest('base64'),
      ).toBe(signature)
      expect(JSON.parse(payload)).toMatchObject({
        contextData: { UserAgent: agent },
        timestamp: '1795478400000',
      })
    }),
  )
})
