import { permit, readableTenant } from '@/app/(console)/access'
import { loadDraft } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { withStoreAway } from '@/app/store-away'
import { differences } from '@/lib/brand/difference'
import { readDocument } from '@/lib/brand/read-document'
import { refusalResponse } from '@/lib/console/auth/refusal-response'
import { say } from '@/lib/console/words/generated/editor'
import type { SentWords } from '@/lib/console/words/read-words'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { exportWords, importWords, LARGEST_WORDS_FILE } from '@/lib/tenants/brand/words-file'

type Context = { params: Promise<{ tenant: string }> }

const answer = (words: SentWords, status: number) => Response.json(words, { status })
const refused = (fault: string, status: number) => answer({ ok: false, faults: [fault] }, status)

/** The draft's texts for translators, in the languages that are asked for. */
async function get(request: Request, { params }: Context): Promise<Response> {
  const { tenant: slug } = await params
  const readable = await readableTenant(slug, 'words.export')
  if ('refusal' in readable) return refusalResponse(readable.refusal)
  const { admin, tenant } = readable
  const wanted = new URL(request.url).searchParams.getAll('lang')
  const offered = offeredLocales(tenant.locales)
  const chosen = offered.filter((locale) => wanted.includes(locale))
  const { brand } = await loadDraft(tenant.id)
  const file = await exportWords(tenant, brand, chosen.length === 0 ? offered : chosen)
  const details = { by: admin.subject, languages: file.languages.length }
  await services().audit.record({ event: 'brand.export', tenantId: tenant.id, outcome: 'words', details })
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${tenant.slug}-words.json"`,
    },
  })
}

/** Reads a translator's file and says what it would change in the draft. The editor changes it, where it can be undone. */
async function post(request: Request, { params }: Context): Promise<Response> {
  const { tenant: slug } = await params
  const permitted = await permit('brand.import', slug)
  if ('refusal' in permitted) return refusalResponse(permitted.refusal)
  const { tenant, admin } = permitted
  if (tenant === null) return refusalResponse('not-found')
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > LARGEST_WORDS_FILE) return refused(say('editor.fileTooLarge', { megabytes: 3 }), 413)
  const document = readDocument(bytes)
  if (document === undefined) return refused(say('editor.notJson'), 422)
  const { brand } = await loadDraft(tenant.id)
  const imported = await importWords(tenant, brand, document)
  const details = { by: admin.subject, ...(imported.ok && { changed: imported.changed }) }
  const outcome = imported.ok ? 'words-read' : 'words-refused'
  await services().audit.record({ event: 'brand.import', tenantId: tenant.id, outcome, details })
  if (!imported.ok) return answer({ ok: false, faults: [...imported.faults] }, 422)
  // An import takes no text away, so each change has one afterwards.
  const changes = differences(brand, imported.brand).map(({ path, before, after }) => ({
    path,
    before: typeof before === 'string' ? before : null,
    after: String(after),
  }))
  return answer({ ok: true, changes, leftOut: [...imported.leftOut] }, 200)
}

export const GET = withStoreAway(get)
export const POST = withStoreAway(post)
