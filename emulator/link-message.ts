import { escapeHtml } from './html'
import type { CustomMessageEvent, CustomMessageHook } from './triggers'

type Text = { subject: string; hello: string; press: string; button: string; code: string; ignore: string }

const texts: Record<string, Text> = {
  en: {
    subject: 'Set a new password for {name}',
    hello: 'You asked for a new password for {name}.',
    press: 'Open this page and choose one. It works once, for one hour:',
    button: 'Choose a new password',
    code: 'Or enter this code:',
    ignore: 'Was it not you? Then ignore this mail: nothing has changed.',
  },
  da: {
    subject: 'Vælg en ny adgangskode til {name}',
    hello: 'Du har bedt om en ny adgangskode til {name}.',
    press: 'Åbn denne side og vælg en. Den virker én gang, i én time:',
    button: 'Vælg en ny adgangskode',
    code: 'Eller indtast denne kode:',
    ignore: 'Var det ikke dig? Så se bort fra denne mail: intet er ændret.',
  },
  es: {
    subject: 'Elija una nueva contraseña para {name}',
    hello: 'Ha pedido una nueva contraseña para {name}.',
    press: 'Abra esta página y elija una. Sirve una sola vez, durante una hora:',
    button: 'Elegir una contraseña nueva',
    code: 'O escriba este código:',
    ignore: '¿No ha sido usted? Ignore este correo: no ha cambiado nada.',
  },
  ja: {
    subject: '{name} の新しいパスワードの設定',
    hello: '{name} の新しいパスワードのお申し込みを受け付けました。',
    press: '次のページを開いてお決めください。1 時間以内に 1 回だけ使えます。',
    button: '新しいパスワードを決める',
    code: 'または、このコードを入力してください。',
    ignore: 'お心当たりがない場合は、このメールを無視してください。何も変更されていません。',
  },
  fr: {
    subject: 'Choisissez un nouveau mot de passe pour {name}',
    hello: 'Vous avez demandé un nouveau mot de passe pour {name}.',
    press: 'Ouvrez cette page et choisissez-en un. Elle sert une seule fois, pendant une heure :',
    button: 'Choisir un nouveau mot de passe',
    code: 'Ou saisissez ce code :',
    ignore: 'Ce n’était pas vous ? Ignorez ce message : rien n’a changé.',
  },
  ar: {
    subject: 'اختر كلمة مرور جديدة لـ {name}',
    hello: 'لقد طلبت كلمة مرور جديدة لـ {name}.',
    press: 'افتح هذه الصفحة واختر واحدة. تعمل مرة واحدة ولمدة ساعة واحدة:',
    button: 'اختيار كلمة مرور جديدة',
    code: 'أو أدخل هذا الرمز:',
    ignore: 'لم تكن أنت؟ تجاهل هذه الرسالة: لم يتغير شيء.',
  },
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
    const locale = pickLocale(event.request.clientMetadata?.locale)
    const text = texts[locale] ?? (texts.en as Text)
    const code = event.request.codeParameter
    const link = `${options.portal}/link?u=${encodeURIComponent(event.userName)}&c=${code}`
    const say = (sentence: string) => sentence.replaceAll('{name}', escapeHtml(options.name))
    return {
      ...event,
      response: {
        smsMessage: `${code} – ${options.name}`,
        emailSubject: text.subject.replaceAll('{name}', options.name),
        emailMessage: [
          `<div lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}" style="font:16px/1.5 system-ui,sans-serif;max-width:32em">`,
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

function pickLocale(asked: string | undefined): string {
  const language = asked?.split(/[-_]/)[0]?.toLowerCase() ?? ''
  return Object.hasOwn(texts, language) ? language : 'en'
}
