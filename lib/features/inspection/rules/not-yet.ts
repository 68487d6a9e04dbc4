import { CHECK_LABELS, type CheckCode } from '../schema'

/** The text of a check that has no result yet. */
export const notYetText = (code: CheckCode): string => `${CHECK_LABELS[code]}：尚未核对`
