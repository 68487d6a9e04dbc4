import { pathLabel } from '@/lib/features/content/rules/display'
import type { CheckCode } from '@/lib/features/inspection/schema'

/** A reason of the list, with the fields it usually concerns (setting of the administrator). */
export type ReasonOption = { code: string; name: string; fields: readonly string[] }
type Check = { code: CheckCode; result: string; text: string; paths: readonly string[] }

/**
 * The reason that a check suggests by its kind, null where none fits; besides, reasons suggest themselves by the fields in
 * doubt. Reasons are a list of the administrator: one that is gone is not suggested.
 */
export const REASON_OF_CHECK: Record<CheckCode, string | null> = {
  DUPLICATE: 'SUSPECTED_DUPLICATE',
  PHOTO_MISSING: 'PHOTO_ANGLE_MISSING',
  SAME_PHOTO: 'PHOTO_NOT_THIS_MACHINE',
  SAME_PHOTO_CONTENT: 'PHOTO_NOT_THIS_MACHINE',
  // One picture in several places shows one side: the others are missing.
  PHOTO_REPEATED: 'PHOTO_ANGLE_MISSING',
  STAGE_FUEL: 'FUEL_WRONG',
  STAGE_CODES: 'CODE_NOT_VERIFIED',
  CATALOGUE: 'CODE_NOT_VERIFIED',
  // Code, date or power may be wrong: which, its fields tell.
  STAGE_DATES: null,
  STAGE_POWER: null,
  // Both stand on the plates.
  POWER: 'PLATE_MISMATCH',
  DATES: 'PLATE_MISMATCH',
  // An old photo may well show this machine.
  PHOTO_TIME: null,
  PHOTO_PLACE: 'PHOTO_NOT_THIS_MACHINE',
  PHOTO_QUALITY: 'PHOTO_UNCLEAR',
  OWNER_ID: 'OWNER_MISMATCH',
  FORMAT: 'CODE_NOT_VERIFIED',
  PLATE_TEXT: 'PLATE_MISMATCH',
  // Nothing that an owner could correct.
  BURST: null,
}
/** A field named by these is in many filings without that fault: only a check suggests them. */
const ONLY_BY_CHECK = ['SUSPECTED_DUPLICATE', 'PHOTO_ANGLE_MISSING', 'PHOTO_NOT_THIS_MACHINE']

/** Whether a marked field or photo belongs to the reason; one without fields of its own takes any, a photo's any photo. */
export function concerns({ code, fields }: ReasonOption, path: string): boolean {
  if (fields.includes(path)) return true
  return fields.length === 0 && (code.startsWith('PHOTO_') ? path.startsWith('photos.') : true)
}

/** Why each reason suggests itself, by its code: from what is marked and from checks in doubt. */
export function suggestReasons(
  options: readonly ReasonOption[],
  marks: readonly string[],
  checks: readonly Check[],
): ReadonlyMap<string, string> {
  const doubts = checks.filter(({ result }) => result === 'DOUBT')
  return new Map(
    options.flatMap((option): [string, string][] => {
      const why = byMark(option, marks) ?? byDoubt(option, doubts)
      return why ? [[option.code, why]] : []
    }),
  )
}

function byMark(option: ReasonOption, marks: readonly string[]): string | undefined {
  const { code, fields } = option
  if (ONLY_BY_CHECK.includes(code) || (fields.length === 0 && !code.startsWith('PHOTO_'))) return undefined
  const marked = marks.filter((path) => concerns(option, path)).map(pathLabel)
  return marked.length > 0 ? `已标记${marked.join('、')}` : undefined
}

function byDoubt(option: ReasonOption, doubts: readonly Check[]): string | undefined {
  const { code, fields } = option
  const named = ({ paths }: Check) =>
    !ONLY_BY_CHECK.includes(code) && paths.some((path) => fields.includes(path))
  return doubts.find((check) => REASON_OF_CHECK[check.code] === code || named(check))?.text
}

/** The fields in doubt that a reason would concern, for when nothing is marked. */
export function doubtedFields({ code, fields }: ReasonOption, checks: readonly Check[]): string[] {
  const doubts = checks.filter(({ result }) => result === 'DOUBT')
  const own = doubts.filter((check) => REASON_OF_CHECK[check.code] === code).flatMap(({ paths }) => paths)
  const shared = ONLY_BY_CHECK.includes(code) ? [] : doubts.flatMap(({ paths }) => paths)
  return [...new Set([...own, ...shared.filter((path) => fields.includes(path))])]
}
