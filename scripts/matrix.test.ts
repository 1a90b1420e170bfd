import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawMatrix, forgetNotes, note, printMatrix, readNotes } from './matrix.mjs'

let root: string
let notes: string
let messages: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rekey-matrix-'))
  notes = join(root, 'notes')
  messages = join(root, 'messages')
  for (const tag of ['da', 'en']) {
    mkdirSync(join(messages, tag), { recursive: true })
    writeFileSync(join(messages, tag, 'meta.json'), '{}')
  }
})
afterEach(() => rmSync(root, { recursive: true }))

test('what was noted is a tick in its table, what was not a point', () => {
  note('languages', 'en', 'sizes', notes)
  note('languages', 'da', 'plurals', notes)
  note('languages', 'en', 'plurals', notes)
  note('languages', 'en', 'plurals', notes)
  expect(drawMatrix(readNotes(notes))).toBe(
    ['languages  plurals  sizes', 'da         ✓        ·', 'en         ✓        ✓'].join('\n'),
  )
})

test('a language that was looked at for less than others, or not at all, is a fault', () => {
  note('languages', 'en', 'plurals', notes)
  expect(() => printMatrix(notes, messages)).toThrow('Not looked at:\nda: nothing')
  note('languages', 'da', 'sizes', notes)
  expect(() => printMatrix(notes, messages)).toThrow('Not looked at:\nda: plurals\nen: sizes')
  note('languages', 'da', 'plurals', notes)
  note('languages', 'en', 'sizes', notes)
  expect(printMatrix(notes, messages)).toMatch(/^languages/)
})

test('without any notes every language is one that was not looked at', () => {
  forgetNotes(notes)
  expect(() => printMatrix(notes, messages)).toThrow('da: nothing\nen: nothing')
})
