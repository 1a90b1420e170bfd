import { mix } from '../../brand/oklch'
import type { SideName } from '../../brand/palette'
import type { Look } from './look'

/** The ground of the box around a code or a table: a breath of the text's colour. */
export const boxGround = ({ tones, layout }: Look, side: SideName): string =>
  mix(layout === 'plain' ? tones[side].canvas : tones[side].panel, tones[side].text, 0.05)

/** One side's colours by class, stronger than what is written into the elements. */
function rules(look: Look, side: SideName, within = ''): string {
  const tones = look.tones[side]
  const colour = (name: string, value: string) => `${within}.${name}{color:${value}!important}`
  const ground = (name: string, value: string) => `${within}.${name}{background-color:${value}!important}`
  const outer = look.layout === 'card' ? tones.outerMuted : tones.muted
  return [
    `${within}.canvas,${within}.canvas>table>tbody>tr>td{background-color:${tones.canvas}!important}`,
    ground('panel', tones.panel),
    ground('box', boxGround(look, side)),
    `${within}.button{background-color:${tones.accent}!important;color:${tones.onAccent}!important}`,
    `${within}.rule{border-color:${tones.line}!important}`,
    `${within}.mark{border-color:${tones.accent}!important}`,
    colour('text', tones.text),
    colour('muted', tones.muted),
    colour('outer', outer),
    colour('link', tones.link),
    `${within}.on-light{display:${side === 'dark' ? 'none' : 'block'}!important}`,
    `${within}.on-dark{display:${side === 'dark' ? 'block' : 'none'}!important}`,
  ].join('')
}

/** For readers that know style sheets: the dark side, where there is one, and narrow screens. */
export function styleSheet(look: Look): string {
  const scheme = look.other === null ? `${look.base} only` : 'light dark'
  const dark =
    look.other === null
      ? ''
      : // Outlook on the web knows no preference and marks the mail instead.
        `@media (prefers-color-scheme:dark){${rules(look, look.other)}}${rules(look, look.other, '[data-ogsc] ')}`
  return [
    `:root{color-scheme:${scheme}}`,
    'a{text-underline-offset:2px}',
    '@media (max-width:520px){.pad{padding:28px 22px!important}.head{padding:22px!important}}',
    dark,
  ].join('')
}
