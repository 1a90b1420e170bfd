import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawAnew } from '../pictures/draw-anew'
import { describeFaults, loadTenantFiles } from './files'

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#123456"/></svg>'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rekey-files-'))
  folder = join(root, 'tenants')
  mkdirSync(join(folder, 'assets'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const tenant = (slug: string, more: object = {}) => ({
  slug,
  name: slug,
  cognito: { region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E', clientId: '1example23456789' },
  ...more,
})
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))

async function faults() {
  const loaded = await loadTenantFiles(folder, drawAnew)
  return loaded.ok ? [] : loaded.faults.map(({ file, path }) => `${file} ${path}`)
}

test('a folder gives every *.json in it, a file only itself', async () => {
  write('acme.json', tenant('acme'))
  write('globex.json', tenant('globex'))
  write('notes.txt', 'not a tenant')
  write('.hidden.json', 'not a tenant either')
  const all = await loadTenantFiles(folder, drawAnew)
  expect(all.ok && all.tenants.map(({ file }) => file.slug)).toEqual(['acme', 'globex'])
  const one = await loadTenantFiles(join(folder, 'globex.json'), drawAnew)
  expect(one.ok && one.tenants.map(({ file }) => file.slug)).toEqual(['globex'])
})

test('one bad file refuses all, with every fault of every file by name and path', async () => {
  write('a.json', tenant('Bad Slug', { hosts: ['x'] }))
  write('b.json', '{ "slug": "b", "secret": hunter2')
  write('c.json', tenant('fine'))
  write('d.json', { slug: 'd' })
  expect(await faults()).toEqual([
    'a.json slug',
    'a.json hosts[0]',
    'b.json ',
    'd.json name',
    'd.json cognito',
  ])
})

test('a file that is not JSON is named without repeating any of it', async () => {
  write('b.json', '{ "clientSecret": hunter2hunter2 }')
  const loaded = await loadTenantFiles(folder, drawAnew)
  expect(loaded).toEqual({ ok: false, faults: [{ file: 'b.json', path: '', message: 'is not JSON' }] })
  expect(loaded.ok ? '' : describeFaults(loaded.faults)).toBe('b.json: is not JSON')
})

test('two files cannot have one slug or one host', async () => {
  write('a.json', tenant('acme', { hosts: ['reset.acme.example'] }))
  write('b.json', tenant('acme'))
  write('c.json', tenant('other', { hosts: ['c.example', 'reset.acme.example'] }))
  expect(await faults()).toEqual(['b.json slug', 'c.json hosts[1]'])
})

test('a byte order mark is not a fault', async () => {
  write('a.json', `\uFEFF${JSON.stringify(tenant('acme'))}`)
  expect(await faults()).toEqual([])
})

test('a picture beside the file becomes a checked one with its hash and size', async () => {
  write('assets/logo.svg', LOGO)
  write('a.json', tenant('acme', { brand: { identity: { logo: { light: 'file:./assets/logo.svg' } } } }))
  const loaded = await loadTenantFiles(folder, drawAnew)
  if (!loaded.ok) throw new Error(describeFaults(loaded.faults))
  const [{ brand, assets } = { brand: {}, assets: [] }] = loaded.tenants
  expect(assets).toHaveLength(1)
  const [asset] = assets
  expect(brand).toEqual({
    identity: { logo: { light: { hash: asset?.hash, width: asset?.width, height: asset?.height } } },
  })
  expect(asset).toMatchObject({ kind: 'logo', hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('a picture that is missing, no picture, or a folder is a fault at its path', async () => {
  write('assets/words.svg', 'just words')
  mkdirSync(join(folder, 'folder.svg'))
  const logo = (reference: string) => ({ brand: { identity: { icon: reference } } })
  write('a.json', tenant('a', logo('file:./assets/none.svg')))
  write('b.json', tenant('b', logo('file:./assets/words.svg')))
  write('c.json', tenant('c', logo('file:./folder.svg')))
  expect(await faults()).toEqual([
    'a.json brand.identity.icon',
    'b.json brand.identity.icon',
    'c.json brand.identity.icon',
  ])
})

test('a picture outside the folder cannot be had, neither by dots nor by a link', async () => {
  writeFileSync(join(root, 'outside.svg'), LOGO)
  symlinkSync(join(root, 'outside.svg'), join(folder, 'assets/link.svg'))
  symlinkSync(root, join(folder, 'up'))
  const logo = (reference: string) => ({ brand: { identity: { icon: reference } } })
  write('a.json', tenant('a', logo('file:../outside.svg')))
  write('b.json', tenant('b', logo('file:./assets/link.svg')))
  write('c.json', tenant('c', logo('file:./up/outside.svg')))
  write('d.json', tenant('d', logo(`file:${root}/outside.svg`)))
  const found = await faults()
  expect(found.map((fault) => fault.split(' ')[0])).toEqual(['a.json', 'b.json', 'c.json', 'd.json'])
})

test('a path that does not exist throws', async () => {
  await expect(loadTenantFiles(join(root, 'nowhere'), drawAnew)).rejects.toThrow('ENOENT')
})
