import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, type FieldError } from '@/lib/core/app-error'
import { findField } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import { listItems } from '@/lib/features/setting/queries/lists'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { statedWith } from '../queries/stated'
import { reasonText } from '../rules/return-text'
import type { ReturnReason } from '../schema/owner'
import type { returnFilingEndpoint } from '../schema/review'
import { type Decidable, decide } from './decide'

type Return = z.output<typeof returnFilingEndpoint.body> & Decidable

/**
 * 退回重填: the owner sees the reasons and may correct exactly the fields and photos they name (manual, 第六步).
 * The officer's own text follows the reason's name. A reason without fields takes those of its list item; if it still has
 * none, the owner may change everything.
 * @throws AppError INVALID (unknown reason or field, by path), NOT_FOUND, NOT_CLAIMED, CLAIMED_BY_OTHER, STATE_CONFLICT,
 * VERSION_CONFLICT
 */
export function returnFiling(actor: StaffActor, input: Return) {
  return transact((tx) => returnWithin(tx, actor, input))
}

/** `returnFiling` inside a transaction. */
export async function returnWithin(tx: Tx, actor: StaffActor, { reasons, ...input }: Return) {
  const { id } = input
  const stated = await statedWith(tx, actor, id, 'RETURN')
  const filing = await decide(tx, actor, { ...input, action: 'return', at: new Date(), stated })
  // After the guarded update: without access to the filing, the caller gets no other error.
  const returnReasons = await completeReasons(tx, reasons)
  const { decisionId } = filing
  await tx.decisionReason.createMany({
    data: returnReasons.map((reason, position) => ({ decisionId, position, ...reason })),
  })
  await notify(tx, { filing, kind: 'RETURNED', decisionId })
  await audit(tx, actor, {
    action: 'filing.return',
    subjectType: 'filing',
    subjectId: id,
    districtCode: filing.districtCode,
    details: { reasons: returnReasons.map(({ code }) => code), decisionId, revision: filing.revision },
  })
  return { id, status: 'RETURNED' as const, returnReasons }
}

/** Completes texts and missing fields from the list. @throws AppError INVALID with every fault by path */
export async function completeReasons(tx: Tx, reasons: Return['reasons']): Promise<ReturnReason[]> {
  const items = await listItems(tx, 'RETURN_REASON')
  const known = new Map(items.map((item) => [item.code, item]))
  const faults = reasons.flatMap(({ code, fields }, at): FieldError[] => [
    ...(known.has(code) ? [] : [fault(`reasons.${at}.code`, `退回原因 ${code} 不在可选范围内`)]),
    ...(reasons.findIndex((other) => other.code === code) === at
      ? []
      : [fault(`reasons.${at}.code`, `退回原因 ${known.get(code)?.name ?? code} 重复`)]),
    ...fields
      .filter((path) => !isKnownPath(path))
      .map((path) => fault(`reasons.${at}.fields`, `没有名为 ${path} 的填写项或照片`)),
  ])
  if (faults.length > 0) throw new AppError('INVALID', { detail: faults[0]?.message, errors: faults })
  return reasons.map(({ code, fields, text }) => {
    const item = known.get(code)
    const chosen = fields.length > 0 ? fields : (item?.fields ?? [])
    return { code, text: reasonText(item?.name ?? code, text), fields: [...new Set(chosen)] }
  })
}

function fault(path: string, message: string): FieldError {
  return { path, code: 'UNKNOWN', message }
}

function isKnownPath(path: string): boolean {
  return findField(path) !== undefined || PHOTO_SLOT_CODES.some((slot) => path === `photos.${slot}`)
}
