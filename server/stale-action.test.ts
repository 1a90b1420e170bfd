import { describe, expect, test } from 'vitest'
import { isStaleAction, staleLocation } from './stale-action'

const boundary = '----WebKitFormBoundaryAbCdEf0123456789'
const type = `multipart/form-data; boundary=${boundary}`
const bodyOf = (fields: Record<string, string>) =>
  new Uint8Array(
    Buffer.from(
      `${Object.entries(fields)
        .map(
          ([name, value]) =>
            `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        )
        .join('')}--${boundary}--\r\n`,
    ),
  )

describe('a form of an older build', () => {
  test('is known by Next’s mark on the answer', () => {
    const plainPost = { method: 'POST', hasActionHeader: false }
    expect(isStaleAction(plainPost, { status: 409, marker: '1' })).toBe(true)
    expect(isStaleAction(plainPost, { status: 404, marker: '1' })).toBe(true)
    expect(isStaleAction(plainPost, { status: 409, marker: undefined })).toBe(false)
    expect(isStaleAction(plainPost, { status: 200, marker: '1' })).toBe(false)
    expect(isStaleAction(plainPost, { status: 400, marker: '1' })).toBe(false)
    expect(isStaleAction({ ...plainPost, hasActionHeader: true }, { status: 409, marker: '1' })).toBe(false)
    expect(isStaleAction({ ...plainPost, method: 'GET' }, { status: 409, marker: '1' })).toBe(false)
  })

  test('leads back to its page with the name that was typed', async () => {
    const body = bodyOf({ username: ' jane+a@example.com ', $ACTION_REF_1: '' })
    expect(await staleLocation('/acme/forgot?x=1', type, body)).toBe(
      '/acme/forgot?stale=1&username=jane%2Ba%40example.com',
    )
  })

  test('keeps where the person wanted to return to', async () => {
    const body = bodyOf({ username: 'jane', return_to: 'https://app.acme.example/a?b=c' })
    expect(await staleLocation('/forgot', type, body)).toBe(
      '/forgot?stale=1&username=jane&return_to=https%3A%2F%2Fapp.acme.example%2Fa%3Fb%3Dc',
    )
  })

  test('never puts a code or a password into an address', async () => {
    const body = bodyOf({ username: 'jane', code: '123456', password: 'New-Horse-1' })
    expect(await staleLocation('/acme/reset', type, body)).toBe('/acme/reset?stale=1&username=jane')
    expect(await staleLocation('/acme/sent', type, body)).toBe('/acme/sent?stale=1')
  })

  test.each<[string, string, Uint8Array<ArrayBuffer> | null]>([
    ['was too long to be kept', type, null],
    ['is cut', type, bodyOf({ username: 'jane' }).slice(0, 40)],
    ['is something else', 'application/json', bodyOf({ username: 'jane' })],
    ['has no type', '', bodyOf({ username: 'jane' })],
    ['holds no possible name', type, bodyOf({ username: 'jane doe' })],
    ['holds no name', type, bodyOf({})],
  ])('leads back without a name where the body %s', async (_, contentType, body) => {
    expect(await staleLocation('/acme/forgot', contentType, body)).toBe('/acme/forgot?stale=1')
  })
})
