import { pathToFileURL } from 'node:url'
import { App, type AppProps } from 'aws-cdk-lib'
import { type InfraSettings, readSettings } from './settings'
import { TenantStack } from './tenant-stack'
import { VercelStack } from './vercel-stack'

/** All stacks of a deployment: one for each tenant, and one for the portal's role where it runs on Vercel. */
export function makeApp({ region, functions, tenants, vercel }: InfraSettings, props: AppProps = {}): App {
  const app = new App(props)
  const env = { region }
  const stacks = tenants.map(
    (tenant) => new TenantStack(app, `rekey-${tenant.slug}`, { env, tenant, functions }),
  )
  if (vercel) {
    const userPoolArns = stacks.map(({ userPoolArn }) => userPoolArn)
    new VercelStack(app, 'rekey-vercel', { env, vercel, userPoolArns })
  }
  return app
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  makeApp(readSettings(process.env.REKEY_INFRA ?? 'rekey.json')).synth()
}
