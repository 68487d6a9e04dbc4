import { codeKey } from '@/lib/core/normalise'

export type NumberedStage = '1' | '2' | '3' | '4'

/**
 * The published numbers of non-road machines and engines, blanks gone: CN, F and a letter (FJ machine, FC engine), G and
 * the stage. A number of the road (CN QQ, CN ZC …) has a G as well, of another standard.
 */
const DISCLOSURE_NUMBER = /^CNF[A-Z]G([1-4])00[0-9A-Z]{16}$/
const APPROVAL_NUMBER = /^CNF[A-Z]G([1-4])[0-9A-Z]{10}$/

/** CN FJ G3 00 0L81 000192 000002: 24 characters once blanks are gone. */
export const isDisclosureNumber = (text: string): boolean => DISCLOSURE_NUMBER.test(codeKey(text))
/** CN FC G1 0430 03 0000: 16 characters once blanks are gone. */
export const isApprovalNumber = (text: string): boolean => APPROVAL_NUMBER.test(codeKey(text))

/**
 * The stage at its place (5th and 6th character) in a number of either form: engines are disclosed as well, and owners
 * copy what the plate has into whichever field. Anything else says nothing, whatever letters occur in it.
 */
export function stageInNumber(text: string): NumberedStage | null {
  const key = codeKey(text)
  const stage = (DISCLOSURE_NUMBER.exec(key) ?? APPROVAL_NUMBER.exec(key))?.[1]
  return stage === '1' || stage === '2' || stage === '3' || stage === '4' ? stage : null
}
