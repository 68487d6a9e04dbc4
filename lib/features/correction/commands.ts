import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { cityOf, provinceOf } from '@/lib/core/area'
import { isDistrictInForce } from '@/lib/features/division/queries/in-force'
import { audit } from '@/lib/server/audit/audit'
import { transact, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import { answeringBureau, getOfficeCorrection, getOwnCorrection } from './queries'
import type { AnswerCorrection, AskCorrection, OfficeCorrection, OwnCorrection } from './schema'

/**
 * POST /me/corrections. The words are encrypted, since they may hold a number.
 * @throws AppError INVALID for a district that is not in force, or where nobody can answer; STATE_CONFLICT while a request of that kind waits, decided by a
 * unique index
 */
export async function askCorrection(actor: AccountActor, input: AskCorrection): Promise<OwnCorrection> {
  const { subject, text, districtCode } = input
  try {
    return await transact(async (tx) => {
      if (!(await isDistrictInForce(tx, districtCode))) throw fieldError('districtCode', '请选择办理的区县')
      if (!(await answeringBureau(tx, districtCode)))
        throw fieldError('districtCode', '这个区县和它的上级还没有受理机构，申请没有人能答复，请选择其他区县')
      const area = { districtCode, cityCode: cityOf(districtCode), provinceCode: provinceOf(districtCode) }
      const id = newId()
      const sealed = encrypt('correction_request.text', id, text)
      await tx.correctionRequest.create({ data: { id, accountId: actor.id, subject, text: sealed, ...area } })
      await audit(tx, actor, {
        action: 'correction.ask',
        subjectType: 'account',
        subjectId: actor.id,
        districtCode,
        details: { correction: subject },
      })
      return getOwnCorrection(tx, id)
    })
  } catch (error) {
    if (!uniqueViolation(error)) throw error
    throw new AppError('STATE_CONFLICT', {
      detail: '同样内容的更正申请还在等待答复，请不要重复提交',
      cause: error,
    })
  }
}

/**
 * The bureau's answer; given once.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT when it has been answered, or the account was closed
 */
export function answerCorrection(
  actor: StaffActor,
  id: string,
  { accepted, answer }: AnswerCorrection,
): Promise<OfficeCorrection> {
  return transact(async (tx) => {
    const request = await tx.correctionRequest.findFirst({ where: { id, ...actor.area } })
    if (!request) throw new AppError('NOT_FOUND')
    const { count } = await tx.correctionRequest.updateMany({
      where: { id, status: 'OPEN', text: { not: null } },
      data: {
        status: accepted ? 'ACCEPTED' : 'REFUSED',
        answer: encrypt('correction_request.answer', id, answer),
        answeredAt: new Date(),
        answeredById: actor.id,
      },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '这件申请已经答复，或者机主已注销账号' })
    await audit(tx, actor, {
      action: 'correction.answer',
      subjectType: 'account',
      subjectId: request.accountId,
      districtCode: request.districtCode,
      details: { correction: request.subject, accepted },
    })
    return getOfficeCorrection(tx, id)
  })
}
