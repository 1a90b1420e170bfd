import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startLambda } from './index'

function lambda(source: string, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-'))
  writeFileSync(join(folder, 'index.mjs'), source)
  const started = startLambda(join(folder, 'index.mjs'), environment)
  onTestFinished(async () => {
    await started.close()
    rmSync(folder, { recursive: true })
  })
  return started
}

test('a function sees its own environment only, and keeps its memory between events', async () => {
  const { invoke } = lambda(
    'let count = 0\nexport const handler = async (event) => ({ ...event, count: ++count, variables: process.env })',
    { REKEY_TENANT: 'acme' },
  )
  expect(await invoke({ a: 1 })).toEqual({ a: 1, count: 1, variables: { REKEY_TENANT: 'acme' } })
  expect(await invoke({ a: 2 })).toMatchObject({ count: 2 })
})

test('what a function throws, and that it has none, is told to its caller', async () => {
  await expect(
    lambda('export const handler = () => { throw new TypeError("no such table") }').invoke({}),
  ).rejects.toThrow('no such table')
  await expect(lambda('export const other = 1').invoke({})).rejects.toThrow('handler')
})

test('a function that ends takes nobody’s call with it', async () => {
  await expect(lambda('export const handler = () => process.exit(1)').invoke({})).rejects.toThrow('ended')
})
