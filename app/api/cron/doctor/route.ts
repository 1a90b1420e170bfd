import { examineDue } from '@/lib/doctor/examine-due'
import { scheduled } from '../scheduled'

export const dynamic = 'force-dynamic'
/** A round begins its last tenant after 30 seconds, and one takes 25 at most (`PACE`). */
export const maxDuration = 60

/** Runs a round of the doctor's scheduled examinations. */
export const GET = scheduled(examineDue)
