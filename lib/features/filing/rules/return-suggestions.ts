import { pathLabel } from '@/lib/features/content/rules/display'

/** A reason of the list, with the fields it usually concerns (setting of the administrator). */
export type ReasonOption = { code: string; name: string; fields: readonly string[] }
type Check = { code: string; result: string; text: string; paths: readonly string[] }

/** Reasons that a check suggests by its kind; the others are suggested by the fields in doubt. */
const BY_CHECK: Record<string, readonly string[]> = {
  SUSPECTED_DUPLICATE: ['DUPLICATE'],
  PHOTO_NOT_THIS_MACHINE: ['SAME_PHOTO', 'PHOTO_REPEATED', 'PHOTO_PLACE'],
  PHOTO_ANGLE_MISSING: ['PHOTO_MISSING'],
  PHOTO_UNCLEAR: ['PHOTO_QUALITY'],
  CODE_NOT_VERIFIED: ['FORMAT', 'CATALOGUE'],
  OWNER_MISMATCH: ['OWNER_ID'],
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

function byDoubt({ code, fields }: ReasonOption, doubts: readonly Check[]): string | undefined {
  const kinds = BY_CHECK[code] ?? []
  const named = ({ paths }: Check) =>
    !ONLY_BY_CHECK.includes(code) && fields.length > 0 && paths.some((path) => fields.includes(path))
  return doubts.find((check) => kinds.includes(check.code) || named(check))?.text
}

/** The fields in doubt that a reason would concern, for when nothing is marked. */
export function doubtedFields({ code, fields }: ReasonOption, checks: readonly Check[]): string[] {
  const kinds = BY_CHECK[code] ?? []
  const doubts = checks.filter(({ result }) => result === 'DOUBT')
  const own = doubts.filter((check) => kinds.includes(check.code)).flatMap(({ paths }) => paths)
  const shared = doubts.flatMap(({ paths }) => paths).filter((path) => fields.includes(path))
  return [...new Set([...own, ...shared])]
}
