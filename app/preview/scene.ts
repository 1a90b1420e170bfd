import type { ReactNode } from 'react'
import { emptyForm, type FormAction } from '@/app/[tenant]/form-state'
import type { PageContext } from '@/app/[tenant]/page-context'

export const PERSON = 'diego@example.com'
export const SUPPORT_CODE = 'K7M4-2QXP'
export const MINUTE_MS = 60_000

/** What a state is drawn from; `now` is the same instant for the server's drawing and the browser's. */
export type Scene = { page: PageContext; now: Date }
export type Drawing = (scene: Scene) => ReactNode

/** Forms of a preview send nothing. */
export const inert: FormAction = async (previous) => previous
/** A form that is on its way stays so. */
export const onItsWay: FormAction = () => new Promise(() => undefined)

export const named = () => emptyForm({ username: PERSON })
