import { type Emulator, type EmulatorOptions, startEmulator as start } from '../emulator/index'
import { usedIn } from './leaks'
import { noteUsed } from './telemetry-check'

/** Starts an emulator that notes what tests use at it: who has an account, what is mailed, what is asked for. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await start(options)
  const { requests, inbox, addUser } = emulator
  noteUsed(usedIn(options.pools))
  emulator.addUser = (pool, user) => {
    noteUsed(usedIn(user))
    return addUser(pool, user)
  }
  const wasRead = requests.wasRead.bind(requests)
  requests.wasRead = (request) => {
    noteUsed(usedIn(request.body))
    wasRead(request)
  }
  const deliver = inbox.deliver.bind(inbox)
  inbox.deliver = (mail) => {
    noteUsed([...usedIn({ code: mail.code }), { kind: 'name', value: mail.to }])
    return deliver(mail)
  }
  return emulator
}
