import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type CustomMessageEvent,
  type Lambda,
  type PostConfirmationEvent,
  startLambda,
} from '../emulator/index'
import { DEMO_CREDENTIALS } from './demo-credentials'

/** The demo's functions: the bundles that would be deployed, each in its own thread, beside the emulator. */
export type DemoLambdas = {
  customMessage(slug: string, event: CustomMessageEvent): Promise<unknown>
  postConfirmation(slug: string, event: PostConfirmationEvent): Promise<unknown>
  /** What that one starts by its name, for every tenant. */
  afterReset: Readonly<Record<string, (event: unknown) => Promise<unknown>>>
  /** Tells the functions where Cognito and SES are; must be called before the first event. */
  connectTo(url: string): void
  close(): Promise<void>
}

const afterResetName = (slug: string) => `rekey-${slug}-after-reset`

const Environments = z.record(z.string(), z.record(z.string(), z.string()))

/** Runs the packing as an operator would and gives back what it prints: each tenant's environment. */
async function pack(folder: string, target: string, environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['dist/pack-triggers.mjs', folder, target], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment,
  })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error('The functions could not be packed; the reason stands above.')
  return Environments.parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
}

/**
 * Packs the functions of a folder of tenants and starts each when its first event comes.
 *
 * @param environment with the portal's REKEY_SECRET and REKEY_BASE_URL
 */
export async function demoLambdas(
  folder: string,
  target: string,
  environment: NodeJS.ProcessEnv,
): Promise<DemoLambdas> {
  const environments = await pack(folder, target, environment)
  const running = new Map<string, Lambda>()
  let emulatorUrl = ''

  function lambda(slug: string, name: string): Lambda {
    const known = running.get(`${slug}/${name}`)
    if (known) return known
    const started = startLambda(join(target, slug, name, 'index.mjs'), {
      REKEY_SIGN_OUT: 'on',
      ...environments[slug],
      REKEY_MAIL_FROM: `no-reply@${slug}.example`,
      REKEY_AFTER_RESET: afterResetName(slug),
      AWS_ENDPOINT_URL: emulatorUrl,
      ...DEMO_CREDENTIALS,
    })
    running.set(`${slug}/${name}`, started)
    return started
  }

  return {
    customMessage(slug, event) {
      // A person who asks for a mail will come back with a password; the other function should be ready by then.
      lambda(slug, 'post-confirmation')
      return lambda(slug, 'custom-message').invoke(event)
    },
    afterReset: Object.fromEntries(
      Object.keys(environments).map((slug) => [
        afterResetName(slug),
        (event: unknown) => lambda(slug, 'after-reset').invoke(event),
      ]),
    ),
    postConfirmation: (slug, event) => lambda(slug, 'post-confirmation').invoke(event),
    connectTo(url) {
      emulatorUrl = url
    },
    async close() {
      await Promise.all([...running.values()].map((started) => started.close()))
    },
  }
}
