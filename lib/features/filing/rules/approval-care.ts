import type { DeskFiling } from '../schema/console'

/** What the suggestion of a stage goes by (rules/stage.ts): all of it is the owner's word. */
const STAGE_PATHS: readonly string[] = [
  'codes.disclosureNumber',
  'codes.engineApprovalNumber',
  'engine.fuelCode',
  'engine.manufacturedOn',
  'engine.ratedPowerKw',
  'engine.emissionStage',
  'machine.manufacturedOn',
]

type Judged = Pick<DeskFiling, 'checks' | 'comparisons' | 'suggestedStage'>
type Check = DeskFiling['checks'][number]

/** What an officer reads before approving, and how much the suggested stage is worth. */
export type ApprovalCare = {
  doubts: readonly Check[]
  /** Codes that differ from the photo by look-alikes alone: no doubt of the program's, which reads O for 0, but not the same. */
  toCompare: readonly Check[]
  /** How many other checks could not be made. */
  unchecked: number
  /** Something that the stage would be suggested by is itself in doubt. */
  stageInDoubt: boolean
}

/** @returns with no `doubts` and nothing `toCompare` an approval may be two keys */
export function approvalCare({ checks, comparisons, suggestedStage }: Judged): ApprovalCare {
  const doubts = checks.filter(({ result }) => result === 'DOUBT')
  const unchecked = checks.filter(({ result }) => result === 'NOT_CHECKED')
  const toCompare = lookAlikes(checks, comparisons)
  return {
    doubts,
    toCompare,
    unchecked: unchecked.length - toCompare.length,
    stageInDoubt:
      suggestedStage !== null && doubts.some(({ paths }) => paths.some((path) => STAGE_PATHS.includes(path))),
  }
}

type Readable = { result: Check['result']; code: string; paths: readonly string[] }

/** Of the checks those that say that a code differs from the photo by look-alikes alone. */
export function lookAlikes<C extends Readable>(
  checks: readonly C[],
  comparisons: Judged['comparisons'],
): C[] {
  const alike = comparisons.filter(({ result, lookAlike }) => result === 'DIFFERS' && lookAlike)
  return checks.filter(
    ({ result, code, paths: [path, ...more] }) =>
      result === 'NOT_CHECKED' &&
      code === 'PLATE_TEXT' &&
      more.length === 0 &&
      alike.some((one) => one.path === path),
  )
}
