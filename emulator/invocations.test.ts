import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { expect, onTestFinished, test, vi } from 'vitest'
import { refusal } from './harness'
import { startEmulator } from './index'

async function invoker(hook: (event: unknown) => unknown) {
  const cognito = await startEmulator({ functions: { later: hook } })
  const sdk = new LambdaClient({
    region: 'eu-west-1',
    endpoint: cognito.url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up' },
  })
  onTestFinished(async () => {
    sdk.destroy()
    await cognito.close()
  })
  const invoke = (FunctionName: string, InvocationType: 'Event' | 'RequestResponse' = 'Event') =>
    sdk.send(new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify({ who: 'jane' }) }))
  return { cognito, invoke }
}

test('an event is taken before the function has done anything, and its error reaches nobody', async () => {
  const received = vi.fn(async () => {
    throw new Error('nobody hears this')
  })
  const { invoke } = await invoker(received)
  expect((await invoke('later')).StatusCode).toBe(202)
  await invoke('arn:aws:lambda:eu-west-1:111122223333:function:later')
  await vi.waitFor(() => expect(received.mock.calls).toEqual([[{ who: 'jane' }], [{ who: 'jane' }]]))
})

test('an unknown function, another kind of invocation and a missing signature are refused', async () => {
  const { cognito, invoke } = await invoker(() => {})
  expect(await refusal(invoke('sooner'))).toContain('ResourceNotFoundException')
  expect(await refusal(invoke('later', 'RequestResponse'))).toContain('InvalidParameterValueException')
  const address = `${cognito.url}/2015-03-31/functions/later/invocations`
  const unsigned = await fetch(address, { method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' } })
  expect(unsigned.status).toBe(403)
})
