'use server'

import { currentAdmin } from '@/app/(console)/current-admin'
import { searchConsole } from '@/app/(console)/search-console'
import type { Found } from '@/lib/console/found'
import { noteActionBegun } from '@/lib/http/response-status'
import { textField } from '@/lib/input/form-field'

export type Answer = { typed: string; found: Found } | 'signed-out' | null

/** Searches from a form that needs no script. Its answer is a page at the same address, without what was typed. */
export async function search(_before: Answer, form: FormData): Promise<Answer> {
  noteActionBegun()
  const admin = await currentAdmin()
  if (admin === null) return 'signed-out'
  const typed = textField(form, 'text') ?? ''
  return { typed, found: await searchConsole(admin, typed) }
}
