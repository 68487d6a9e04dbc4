import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { cityOf, provinceOf } from '@/lib/core/area'
import { isDistrictInForce } from '@/lib/features/division/queries/in-force'
import { audit } from '@/lib/server/audit/audit'
import { transact, uniqueViolation } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getOwnDispute } from '../queries'
import type { OpenDispute, OwnDispute } from '../schema'

/**
 * POST /me/disputes, of an account whose number another has. That one is told, without a word of who claims it.
 * @throws AppError STATE_CONFLICT when the number is not contested, or a dispute waits; INVALID for a photo that is not the
 *   account's own, or a district that is not in force
 */
export async function openDispute(
  actor: AccountActor,
  { text, districtCode, photoIds }: OpenDispute,
): Promise<OwnDispute> {
  try {
    return await transact(async (tx) => {
      const { contestedIndex } = await tx.account.findUniqueOrThrow({ where: { id: actor.id } })
      if (!contestedIndex)
        throw new AppError('STATE_CONFLICT', { detail: '本账号的证件号码没有争议，不需要申诉' })
      const holder = await tx.account.findFirst({
        where: { idNumberIndex: contestedIndex, registeredAt: { not: null } },
        select: { id: true },
      })
      if (!holder)
        throw new AppError('STATE_CONFLICT', {
          detail: '占用该号码的账号已不存在，请携带证件原件到登记单位窗口办理',
        })
      if (!(await isDistrictInForce(tx, districtCode))) throw fieldError('districtCode', '请选择办理的区县')
      const own = await tx.photo.count({ where: { id: { in: photoIds }, accountId: actor.id } })
      if (own !== photoIds.length) throw fieldError('photoIds', '有照片不存在，请重新上传')
      const area = { districtCode, cityCode: cityOf(districtCode), provinceCode: provinceOf(districtCode) }
      const id = newId()
      await tx.identityDispute.create({
        data: {
          id,
          claimantId: actor.id,
          holderId: holder.id,
          text: encrypt('identity_dispute.text', id, text),
          ...area,
        },
      })
      await tx.disputePhoto.createMany({
        data: photoIds.map((photoId, position) => ({ disputeId: id, photoId, position })),
      })
      await tx.notice.create({ data: { accountId: holder.id, kind: 'DISPUTE_OPENED', disputeId: id } })
      await audit(tx, actor, {
        action: 'dispute.open',
        subjectType: 'dispute',
        subjectId: id,
        districtCode,
        details: { account: actor.id, holder: holder.id, photos: photoIds.length },
      })
      return getOwnDispute(tx, id)
    })
  } catch (error) {
    if (!uniqueViolation(error)) throw error
    throw new AppError('STATE_CONFLICT', { detail: '申诉正在等待核实，请不要重复提交', cause: error })
  }
}
