import { scheduled } from '../scheduled'

export const dynamic = 'force-dynamic'
export const maxDuration = 60

/** Tells operators what should be looked at, where nothing runs by itself. */
export const GET = scheduled(({ alerts }) => alerts.round())
