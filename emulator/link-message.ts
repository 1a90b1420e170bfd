import { escapeHtml } from './html'
import type { CustomMessageEvent, CustomMessageHook } from './triggers'

/** In English for everybody: a pool that has the portal's own functions writes in the reader's language. */
const text = {
  subject: 'Set a new password for {name}',
  hello: 'You asked for a new password for {name}.',
  press: 'Open this page and choose one. It works once, for one hour:',
  button: 'Choose a new password',
  code: 'Or enter this code:',
  ignore: 'Was it not you? Then ignore this mail: nothing has changed.',
}

/**
 * A CustomMessage function that writes a mail with the code and with a link to the portal. The link is put together
 * by hand: any URL builder would turn `{####}` into `%7B%23…` and the service would no longer find its placeholder.
 */
export function linkMessage(options: {
  portal: string
  name: string
  from?: string | undefined
}): CustomMessageHook {
  const hook = (event: CustomMessageEvent) => {
    if (event.triggerSource !== 'CustomMessage_ForgotPassword') return event
    const code = event.request.codeParameter
    const link = `${options.portal}/link?u=${encodeURIComponent(event.userName)}&c=${code}`
    const say = (sentence: string) => sentence.replaceAll('{name}', escapeHtml(options.name))
    return {
      ...event,
      response: {
        smsMessage: `${code} – ${options.name}`,
        emailSubject: text.subject.replaceAll('{name}', options.name),
        emailMessage: [
          '<div lang="en" dir="ltr" style="font:16px/1.5 system-ui,sans-serif;max-width:32em">',
          `<p>${say(text.hello)}</p>`,
          `<p>${say(text.press)}</p>`,
          `<p><a href="${link}" target="_blank" rel="noopener" style="display:inline-block;padding:.7em 1.2em;border-radius:.5em;background:#1d4ed8;color:#fff;text-decoration:none">${say(text.button)}</a></p>`,
          `<p>${say(text.code)} <strong>${code}</strong></p>`,
          `<p>${say(text.ignore)}</p>`,
          '</div>',
        ].join('\n'),
      },
    }
  }
  return options.from === undefined ? hook : Object.assign(hook, { from: options.from })
}
