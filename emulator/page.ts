import { Html, html } from './html'
import type { Reply } from './reply'

const style = new Html(`
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #111419);
  --sheet: light-dark(#fff, #1a1e25);
  --line: light-dark(#dfe3e8, #2c323c);
  --ink: light-dark(#14181f, #eceff4);
  --soft: light-dark(#525c6b, #a3adbb);
  --accent: light-dark(#1d4ed8, #8ab4ff);
  --on-accent: light-dark(#fff, #0b1220);
  --good: light-dark(#11703b, #6fd79a);
  --bad: light-dark(#b3261e, #ff9a92);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
header, main { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem }
header:has(+ .guided), .guided { max-width: 66rem }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; padding-block: 1.5rem 1rem }
header strong { font-size: .95rem; letter-spacing: .01em; margin-inline-end: auto }
main { padding-block-end: 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -.015em; margin: .5rem 0 1.25rem; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .25rem; overflow-wrap: anywhere }
a { color: var(--accent); text-underline-offset: .2em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: .9rem; padding: 1.1rem 1.25rem; min-width: 0 }
.soft { color: var(--soft); font-size: .9rem; margin: 0; overflow-wrap: anywhere }
.row { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; margin-top: .9rem }
.code { font: 600 1.35rem/1 ui-monospace, monospace; letter-spacing: .16em; padding: .55rem .8rem; border: 1px dashed var(--line); border-radius: .55rem; user-select: all; overflow-wrap: anywhere }
.button, button { display: inline-block; font: inherit; font-weight: 600; padding: .6rem 1.05rem; border: 0; border-radius: .55rem; background: var(--accent); color: var(--on-accent); text-decoration: none; cursor: pointer }
.link { font: .82rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; margin: .8rem 0 0 }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: 0; font-size: .95rem }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
.views { display: flex; flex-wrap: wrap; gap: .5rem .75rem; margin-bottom: .9rem; font-size: .9rem }
.switch { display: inline-flex; padding: .15rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--sheet) }
.switch a { display: block; padding: .35rem .8rem; border-radius: .45rem; color: var(--soft); text-decoration: none }
.switch a[aria-current] { background: var(--ink); color: var(--sheet); font-weight: 600 }
.light { color-scheme: light }
.dark { color-scheme: dark }
.phone { max-width: 24.5rem }
.shown { margin-top: 1rem; border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; background: var(--sheet); color: var(--ink) }
.shown:has(.bubble) { padding: 1.25rem; background: var(--ground) }
iframe { display: block; width: 100%; height: 40rem; border: 0; background: light-dark(#fff, #111) }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; padding: 1rem }
.bubble { width: fit-content; max-width: 20rem; margin: 0; padding: .65rem .95rem; border-radius: 1.1rem; border-end-start-radius: .3rem; background: light-dark(#e2e6eb, #2c323c); white-space: pre-wrap; overflow-wrap: anywhere }
.guide { display: grid; gap: 1.25rem; align-content: start; margin-bottom: 1.5rem }
.guide ul { list-style: none; margin: .5rem 0 .75rem; padding: 0; display: grid; gap: .35rem }
.guide li a { font-weight: 600 }
.guide dl { grid-template-columns: 1fr; gap: 0; font-size: .9rem }
.guide dd + dt { margin-top: .4rem }
.guide code { font: .88rem/1.5 ui-monospace, monospace; user-select: all }
.guide .soft { margin-top: .6rem }
@media (min-width: 40rem) and (max-width: 59.99rem) { .guide { grid-template-columns: 1fr 1fr } }
@media (min-width: 60rem) {
  .guided { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2rem; align-items: start }
  .guide { position: sticky; top: 1rem; margin-top: .5rem }
}
form { display: grid; gap: 1rem; max-width: 24rem }
label { display: grid; gap: .3rem; font-weight: 600 }
input, select { font: inherit; font-weight: 400; width: 100%; padding: .6rem .7rem; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: .5rem }
button { justify-self: start }
.result { border-inline-start: .3rem solid var(--tone); margin-bottom: 1.25rem }
.result h2 { color: var(--tone) }
.good { --tone: var(--good) }
.bad { --tone: var(--bad) }
.empty { text-align: center; padding: 3.5rem 1.5rem }
`)

/** One page of the emulator: everything it needs is in it, nothing is fetched from anywhere. */
export function page(title: string, main: Html, status = 200): Reply {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Cognito emulator</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header><strong>Cognito emulator</strong><a href="/inbox">Inbox</a><a href="/sign-in">Sign in</a></header>
${main}
</body>
</html>
`
  return { status, type: 'html', body: whole.text }
}
