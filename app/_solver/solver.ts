import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { CHALLENGE_MS, UNSOLVABLE } from '@/lib/bot-check/lasting'

/**
 * Stands beside the pages of a tenant that wants browsers to solve a challenge (ALTCHA) before a mail is asked for. It knows
 * nothing of React: it adds a solution to the form data of each form that asks, and holds such a form back until there is
 * one. The browser derives keys by itself beside this thread, so it takes neither a worker nor a widget. Nothing is ever
 * sent that the person didn't send.
 */

type Solution = { text: string; since: number }

const { challenge: address = '', busy = '' } = document.currentScript?.dataset ?? {}
/** A solution is used while the server certainly takes it still. The device's clock counts on while it sleeps. */
const FRESH_MS = CHALLENGE_MS * 0.8
const GIVE_UP_MS = 60_000

let solution: Solution | null = null
let solving: Promise<Solution> | null = null
/** Forms that wait for a solution, and forms that were sent once more because the first one didn't hold. */
const waiting = new WeakSet<HTMLFormElement>()
const repeated = new WeakSet<HTMLFormElement>()
const sent = new WeakSet<HTMLFormElement>()

/** Whether a form asks for a mail: it has a name, and neither a code nor a password to use. */
function asksForMail(target: EventTarget | null): target is HTMLFormElement {
  if (!(target instanceof HTMLFormElement)) return false
  const has = (name: string) => target.querySelector(`[name="${name}"]`) !== null
  return has('username') && !has('code') && !has('password')
}

const isFresh = (found: Solution | null): found is Solution =>
  found !== null && Date.now() - found.since < FRESH_MS

async function solve(): Promise<Solution> {
  const since = Date.now()
  try {
    const challenge = await (await fetch(address, { cache: 'no-store' })).json()
    const found = await solveChallenge({ challenge, deriveKey, timeout: GIVE_UP_MS })
    if (found === null) return { text: UNSOLVABLE, since }
    const { counter, derivedKey } = found
    return { text: btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } })), since }
  } catch {
    // No network, or no cryptography because the page isn't on https: the server has a few asks for these, too.
    return { text: UNSOLVABLE, since }
  }
}

function prepare(): Promise<unknown> {
  if (isFresh(solution)) return Promise.resolve()
  solving ??= solve().then((found) => {
    solution = found
    solving = null
    return found
  })
  return solving
}

/** Makes a button look and sound busy, as the page's own do; returns what undoes it. */
function showBusy(form: HTMLFormElement, submitter: HTMLElement | null): () => void {
  const button = submitter ?? form.querySelector<HTMLElement>('button[type="submit"]')
  const status = form.querySelector('[role="status"]')
  if (button === null) return () => {}
  const label = document.createElement('span')
  label.className = 'busy-label'
  label.textContent = busy
  button.append(label)
  button.dataset.busy = 'true'
  button.setAttribute('aria-disabled', 'true')
  const said = document.createTextNode(busy)
  status?.append(said)
  return () => {
    label.remove()
    said.remove()
    delete button.dataset.busy
    button.removeAttribute('aria-disabled')
  }
}

function send(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (typeof form.requestSubmit === 'function') form.requestSubmit(submitter)
  else form.submit()
}

async function sendSolved(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  waiting.add(form)
  const undo = showBusy(form, submitter)
  await prepare()
  undo()
  waiting.delete(form)
  send(form, submitter)
}

addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && asksForMail(target.closest('form'))) void prepare()
})

addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!asksForMail(form)) return
    if (waiting.has(form)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    if (isFresh(solution)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void sendSolved(form, event.submitter)
  },
  // Before the page's own handlers, which send the form.
  true,
)

addEventListener('formdata', (event) => {
  const form = event.target
  if (!asksForMail(form) || solution === null) return
  // A solution counts once: the next form needs one of its own.
  event.formData.set('altcha', solution.text)
  solution = null
  sent.add(form)
})

/** A form whose solution did not hold is sent once more with a new one, by itself: the person sent it already. */
new MutationObserver(() => {
  for (const alert of document.querySelectorAll('[data-error="bot-check"]')) {
    const form = alert.closest('form')
    if (form === null || !sent.has(form) || waiting.has(form) || repeated.has(form)) continue
    repeated.add(form)
    void sendSolved(form, null)
  }
}).observe(document.documentElement, { childList: true, subtree: true })
