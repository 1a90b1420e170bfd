import { scheduled } from '../scheduled'

export const dynamic = 'force-dynamic'
export const maxDuration = 60

/** Does what is due for the audit log, where nothing runs by itself. */
export const GET = scheduled(({ auditUpkeep }) => auditUpkeep.round())
