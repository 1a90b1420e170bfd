import { lifeInWords } from '../../i18n/duration'
import { LANGUAGE } from './say'

/** How long something lives, as the console's texts write it. */
export const lifeText = (minutes: number): string => lifeInWords(minutes, LANGUAGE)
