'use client'

import type { PreviewState } from '@/lib/brand/preview'
import { ASK_STATES } from '../ask-states'
import { CONFIRM_STATES } from '../confirm-states'
import { END_STATES } from '../end-states'
import { REFUSAL_STATES } from '../refusal-states'
import { RESET_STATES } from '../reset-states'
import type { Drawing, Scene } from '../scene'

const DRAWINGS: Readonly<Record<PreviewState, Drawing>> = {
  ...ASK_STATES,
  ...RESET_STATES,
  ...REFUSAL_STATES,
  ...END_STATES,
  ...CONFIRM_STATES,
}

/** One state of the pages, drawn by the same components as the real ones. */
export function StatePage({ state, ...scene }: Scene & { state: PreviewState }) {
  return DRAWINGS[state](scene)
}
