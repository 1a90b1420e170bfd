import type { PreviewState } from '@/lib/brand/preview'

/**
 * What somebody does on a page to bring it into a state. Done again after each change of the page, so each looks first
 * whether its part is done already.
 */
type Act = (root: HTMLElement) => void

/** Sends every form; one that said why it could not is left alone. */
const send: Act = (root) => {
  for (const form of root.querySelectorAll('form'))
    if (form.querySelector('[data-busy="true"], [role="alert"]') === null) form.requestSubmit()
}

const field = (root: HTMLElement) => root.querySelector<HTMLInputElement>('input[name="password"]')
const toggle = (root: HTMLElement) => root.querySelector<HTMLButtonElement>('button.reveal:not([hidden])')

const show: Act = (root) => {
  if (field(root)?.type === 'password') toggle(root)?.click()
}

/** Hidden again is what a status says that is there only once the toggle was used. */
const hideAgain: Act = (root) => {
  const wasUsed = root.querySelector('.control [role="status"]')?.textContent !== ''
  if (!wasUsed || field(root)?.type === 'text') toggle(root)?.click()
}

/** React hears of a value only where it was not set through the property that React watches. */
const setValue = Object.getOwnPropertyDescriptor(
  typeof HTMLInputElement === 'undefined' ? {} : HTMLInputElement.prototype,
  'value',
)?.set

/** Meets some rule of every pool. */
const TYPED = 'Pq7-Kx2m-Wv9T-Lz4'

const type: Act = (root) => {
  const input = field(root)
  if (input === null || input.value !== '') return
  setValue?.call(input, TYPED)
  input.dispatchEvent(new Event('input', { bubbles: true }))
  input.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, modifierCapsLock: true }))
}

export const ACTS: Readonly<Partial<Record<PreviewState, Act>>> = {
  'forgot-busy': send,
  'sent-busy': send,
  'reset-busy': send,
  'confirm-busy': send,
  'reset-typing': (root) => {
    type(root)
    show(root)
  },
  'reset-hidden': hideAgain,
}
