import type { Examination, ExaminationLine } from '@/lib/console/shown-result'
import type { Check } from '@/lib/doctor/check'

/** The lines of a body as they come; one that isn't ended is cut off, and no line. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (done) return
  }
}

export type Run = Examination | { readonly kind: 'signed-out' } | { readonly kind: 'lost' }

/**
 * Has a tenant examined and follows it check by check.
 *
 * @returns what it came to; `lost` where the answer broke off or never came, which says nothing about the examination
 */
export async function followRun(slug: string, heard: (check: Check) => void): Promise<Run> {
  try {
    const answer = await fetch(`/admin/${slug}/health/run`, { method: 'POST' })
    if (answer.status === 401) return { kind: 'signed-out' }
    if (!answer.ok || answer.body === null) return { kind: 'lost' }
    for await (const text of linesOf(answer.body)) {
      const line = JSON.parse(text) as ExaminationLine
      if (line.kind !== 'check') return line
      heard(line.check)
    }
  } catch {
    // Lost on the way.
  }
  return { kind: 'lost' }
}
