import { codeKey } from '@/lib/core/normalise'

export type NumberedStage = '1' | '2' | '3' | '4'

/**
 * Published numbers of non-road machines and engines, without blanks: CN, F and a letter (FJ machine, FC engine), G and
 * the stage. Numbers of road vehicles (CN QQ, CN ZC …) have a G, too, but of another standard.
 */
const DISCLOSURE_NUMBER = /^CNF[A-Z]G([1-4])00[0-9A-Z]{16}$/
const APPROVAL_NUMBER = /^CNF[A-Z]G([1-4])[0-9A-Z]{10}$/

/** CN FJ G3 00 0L81 000192 000002: 24 characters without blanks. */
export const isDisclosureNumber = (text: string): boolean => DISCLOSURE_NUMBER.test(codeKey(text))
/** CN FC G1 0430 03 0000: 16 characters without blanks. */
export const isApprovalNumber = (text: string): boolean => APPROVAL_NUMBER.test(codeKey(text))

/**
 * The stage (5th and 6th character) in a number of either format: owners may enter either number in either field. Null
 * for any other text, even if it contains G and a digit.
 */
export function stageInNumber(text: string): NumberedStage | null {
  const key = codeKey(text)
  const stage = (DISCLOSURE_NUMBER.exec(key) ?? APPROVAL_NUMBER.exec(key))?.[1]
  return stage === '1' || stage === '2' || stage === '3' || stage === '4' ? stage : null
}
