import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startEmulator } from './index'
import { SeedFile } from './seed'

// Runs the emulator by itself: `tsx emulator/main.ts --port 9329 --seed pools.json`.

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, seed: { type: 'string' } },
})

async function readSeed(path: string) {
  const seed = SeedFile.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (seed.success) return seed.data.pools
  const faults = seed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${path} is refused:\n${faults.join('\n')}`)
}

async function main(): Promise<void> {
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`not a port: ${values.port}`)
  const emulator = await startEmulator({
    port,
    pools: values.seed === undefined ? [] : await readSeed(values.seed),
  })
  const end = () => void emulator.close()
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  console.log(`Cognito emulator  ${emulator.url}`)
  console.log(`Inbox             ${emulator.inboxUrl}`)
  for (const pool of emulator.pools.all())
    console.log(`Sign in           ${emulator.url}/sign-in?pool=${pool.id}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
