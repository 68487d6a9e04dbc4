import { AppError, type FieldError, fieldError } from '@/lib/core/app-error'
import { findCheckFacts } from '@/lib/features/content/queries'
import { checkFiling } from '@/lib/features/content/rules/check'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'

/**
 * Checks the changed fields by the rules of a filing; other fields of an old document are not checked again. Photos have
 * a separate rule for each type of change.
 * @throws AppError INVALID with every fault by path; also when nothing is changed
 */
export async function requireSoundChange(
  tx: Tx,
  content: FilingContent,
  paths: readonly string[],
  nothing: { path: string; message: string },
): Promise<void> {
  if (paths.length === 0) throw fieldError(nothing.path, nothing.message, 'NOTHING_CHANGED')
  const faults = checkFiling(content, PHOTO_SLOT_CODES, await findCheckFacts(tx, content))
  const errors = faults.filter(({ path }) => paths.includes(path)).map(rewordForChange)
  if (errors.length > 0) throw new AppError('INVALID', { detail: errors[0]?.message, errors })
}

/** In a change 登记区县 is called 机械现所在地. */
function rewordForChange(fault: FieldError): FieldError {
  if (fault.path !== 'districtCode') return fault
  return { ...fault, message: fault.message.replace('登记区县', '机械现所在地') }
}
