import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** A bundled function that runs as it would on AWS: with its own memory, its own environment, and JSON in and out. */
export type Lambda = {
  invoke(event: unknown): Promise<unknown>
  close(): Promise<void>
}

type Answer = { id: number; value?: unknown; error?: { name: string; message: string } }

/** What the runtime does inside: loads the file once, then passes every event to its `handler`. */
const RUNTIME = `
const { parentPort, workerData } = require('node:worker_threads')
const loading = import(workerData)
parentPort.on('message', async ({ id, event }) => {
  try {
    const { handler } = await loading
    parentPort.postMessage({ id, value: JSON.parse(JSON.stringify((await handler(event, {})) ?? null)) })
  } catch (error) {
    parentPort.postMessage({ id, error: { name: String(error?.name), message: String(error?.message) } })
  }
})`

/**
 * Starts a function in its own thread.
 *
 * @param file the bundle, an ES module with a `handler`
 * @param environment all the variables it sees; nothing of this process's own
 */
export function startLambda(file: string, environment: Record<string, string>): Lambda {
  const worker = new Worker(RUNTIME, {
    eval: true,
    env: environment,
    execArgv: [],
    workerData: pathToFileURL(file).href,
    stdout: true,
    stderr: true,
  })
  // The function's log would go to CloudWatch; here nobody reads it.
  worker.stdout.resume()
  worker.stderr.resume()
  worker.unref()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let count = 0
  worker.on('message', ({ id, value, error }: Answer) => {
    const caller = waiting.get(id)
    waiting.delete(id)
    if (error) caller?.reject(Object.assign(new Error(error.message), { name: error.name }))
    else caller?.resolve(value)
  })
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The function ended')))
  return {
    invoke: (event) =>
      new Promise((resolve, reject) => {
        const id = ++count
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, event })
      }),
    async close() {
      await worker.terminate()
    },
  }
}
