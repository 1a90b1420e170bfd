import { say } from '@/lib/console/words/generated/editor'

/** Light and dark, to choose from. */
export const sides = () =>
  [
    { value: 'light', label: say('editor.sides.light') },
    { value: 'dark', label: say('editor.sides.dark') },
  ] as const

export const devices = () =>
  [
    { value: 'desktop', label: say('editor.devices.desktop') },
    { value: 'phone', label: say('editor.devices.phone') },
  ] as const
