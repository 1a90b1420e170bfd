import { expect, test } from 'vitest'
import { leakFinder, textsIn, usedIn, usedInForm } from './leaks'

const find = leakFinder([
  { kind: 'code', value: '246810' },
  { kind: 'password', value: 'Neue-Parole-42!' },
  { kind: 'name', value: 'ada@example.com' },
  { kind: 'name', value: 'ada' },
])

test('a value is found wherever it stands as a word', () => {
  expect(find('{"event":"x","code":246810}')).toEqual([
    { kind: 'code', where: '{"event":"x","code":246810}' },
  ])
  expect(find('for ada@example.com, Neue-Parole-42!').map(({ kind }) => kind)).toEqual(['name', 'password'])
})

test('an address has it encoded', () => {
  expect(find('/northwind/link?u=ada%40example.com').map(({ kind }) => kind)).toEqual(['name'])
})

test('within another word or number it is chance, and what is too short is no evidence', () => {
  expect(find('trace 4bf246810a0, 1246810 and 2468101, ada, nada@example.com')).toEqual([])
})

test('values are known by their names, in requests, seeds and forms', () => {
  expect(
    usedIn({ Username: 'ada', ClientId: 'c', AuthParameters: { PASSWORD: 'p' }, secrets: ['s', 't'] }),
  ).toEqual([
    { kind: 'name', value: 'ada' },
    { kind: 'password', value: 'p' },
    { kind: 'secret', value: 's' },
    { kind: 'secret', value: 't' },
  ])
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  expect(usedInForm(part('1_code', '246810') + part('ticket', 'T') + part('username', 'ada'))).toEqual([
    { kind: 'code', value: '246810' },
    { kind: 'name', value: 'ada' },
  ])
})

test('strings of protobuf are read between their lengths', () => {
  const body = Buffer.from([0x0a, 0x06, ...Buffer.from('246810'), 0x12, 0x03, 0xff, 0xfe, 0x01])
  expect(textsIn(body)).toEqual(['246810'])
})
