import { CHECK_LABELS, type CheckCode } from '../schema'

/** The text of a check that has no result yet. @param label of the check */
export const notYetOf = (label: string): string => `${label}：尚未核对`

export const notYetText = (code: CheckCode): string => notYetOf(CHECK_LABELS[code])
