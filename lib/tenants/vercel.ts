import 'server-only'
import { z } from 'zod'
import { env } from '../platform/env'

const LIMIT_MS = 5_000
const MAXIMUM_ANSWER_BYTES = 1024 * 1024

const Domain = z.object({
  name: z.string(),
  verified: z.boolean(),
  verification: z.array(z.object({ type: z.string(), domain: z.string(), value: z.string() })).default([]),
})
const Fault = z.object({ error: z.object({ code: z.string() }) })

export type VercelDomain =
  | { kind: 'added'; isVerified: boolean; records: { type: string; name: string; value: string }[] }
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable' }

export type VercelProject = { token: string; projectId: string; teamId: string | null; apiUrl: string }

/** The Vercel project that serves this portal, or null where none is configured. */
export function vercelProject(): VercelProject | null {
  const {
    VERCEL_TOKEN: token,
    VERCEL_PROJECT_ID: projectId,
    VERCEL_TEAM_ID: teamId,
    VERCEL_API_URL: apiUrl,
  } = env()
  if (token === undefined || projectId === undefined) return null
  return { token, projectId, teamId: teamId ?? null, apiUrl }
}

async function call(
  project: VercelProject,
  method: 'POST' | 'DELETE' | 'GET',
  path: string,
  body?: object,
): Promise<{ status: number; json: unknown } | null> {
  const url = new URL(path, project.apiUrl)
  if (project.teamId !== null) url.searchParams.set('teamId', project.teamId)
  try {
    const response = await fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${project.token}`,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(LIMIT_MS),
    })
    const text = await response.text()
    if (text.length > MAXIMUM_ANSWER_BYTES) return null
    return { status: response.status, json: text === '' ? {} : JSON.parse(text) }
  } catch {
    return null
  }
}

function answerOf(answer: { status: number; json: unknown } | null): VercelDomain {
  if (answer === null) return { kind: 'unreachable' }
  const domain = Domain.safeParse(answer.json)
  if (answer.status < 300 && domain.success) {
    const records = domain.data.verification.map(({ type, domain: name, value }) => ({ type, name, value }))
    return { kind: 'added', isVerified: domain.data.verified, records }
  }
  const fault = Fault.safeParse(answer.json)
  return { kind: 'refused', code: fault.success ? fault.data.error.code : String(answer.status) }
}

const domains = ({ projectId }: VercelProject, version: 'v9' | 'v10') =>
  `/${version}/projects/${encodeURIComponent(projectId)}/domains`

/**
 * Adds a domain to the project, so that Vercel serves it with its own certificate. One that the project already has
 * counts as added.
 * https://vercel.com/docs/rest-api/projects/add-a-domain-to-a-project
 */
export async function addDomain(project: VercelProject, host: string): Promise<VercelDomain> {
  const added = await call(project, 'POST', domains(project, 'v10'), { name: host })
  if (added !== null && added.status === 409) {
    return answerOf(await call(project, 'GET', `${domains(project, 'v9')}/${encodeURIComponent(host)}`))
  }
  return answerOf(added)
}

/** Removes a domain from the project; one that isn't there counts as removed. */
export async function removeDomain(project: VercelProject, host: string): Promise<boolean> {
  const path = `${domains(project, 'v9')}/${encodeURIComponent(host)}`
  const answer = await call(project, 'DELETE', path)
  return answer !== null && (answer.status < 300 || answer.status === 404)
}
