import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER } from 'next/constants.js'
import { afterEach, expect, test, vi } from 'vitest'
import { INERT_POLICY, STANDING_HEADERS } from './lib/http/headers'
// @ts-expect-error: Next reads it as plain JavaScript, without types
import untyped from './next.config.js'

const configOf: (phase: string) => NextConfig = untyped

afterEach(() => vi.unstubAllEnvs())

test('a build for Vercel is refused without a database that all functions share', () => {
  vi.stubEnv('VERCEL', '1')
  for (const url of [undefined, '', 'memory://']) {
    vi.stubEnv('DATABASE_URL', url)
    expect(() => configOf(PHASE_PRODUCTION_BUILD)).toThrow('DATABASE_URL is missing')
    expect(() => configOf(PHASE_PRODUCTION_SERVER)).not.toThrow()
  }
  vi.stubEnv('DATABASE_URL', 'postgres://db.example/rekey')
  expect(() => configOf(PHASE_PRODUCTION_BUILD)).not.toThrow()
  vi.stubEnv('VERCEL', undefined)
  vi.stubEnv('DATABASE_URL', undefined)
  expect(() => configOf(PHASE_PRODUCTION_BUILD)).not.toThrow()
})

test('the files of the framework have the headers of every answer', async () => {
  for (const { headers } of (await configOf(PHASE_PRODUCTION_BUILD).headers?.()) ?? []) {
    const given = Object.fromEntries(headers.map(({ key, value }) => [key, value]))
    expect(given).toMatchObject({ ...STANDING_HEADERS, 'Content-Security-Policy': INERT_POLICY })
  }
})
