import type { Prisma, PrismaClient } from '../client'
import type { ChangeStatus, ChangeType } from '../generated/enums'
import type { FilingSeed, MadeFiling } from './filing'
import { makeFiling } from './filing'
import { makePhoto } from './photo'

export type ChangeSeed = {
  type?: Exclude<ChangeType, 'OWNER'>
  status?: ChangeStatus
  before?: Prisma.InputJsonObject
  after?: Prisma.InputJsonObject
  submittedAt?: Date
  decidedById?: string
  comment?: string
  filing?: FilingSeed
}

/**
 * A collected machine of its owner with one change; an added DPF that waits for an officer unless told. The photos'
 * pictures are not stored.
 */
export async function makeChange(
  db: PrismaClient,
  seed: ChangeSeed = {},
): Promise<{ id: string; machineId: string; ownerId: string; photoIds: string[]; filing: MadeFiling }> {
  const filing = await makeFiling(db, 'COLLECTED', seed.filing)
  const machineId = filing.machineId ?? ''
  const { districtCode, cityCode, provinceCode } = await db.machine.findUniqueOrThrow({
    where: { id: machineId },
  })
  const { type = 'DPF', status = 'SUBMITTED', submittedAt = new Date() } = seed
  const photo = await makePhoto(db, filing.ownerId)
  const moves = type === 'PLACE'
  const { id } = await db.change.create({
    data: {
      machineId,
      accountId: filing.ownerId,
      type,
      status,
      before: seed.before ?? { 'dpf.installed': false, 'dpf.model': null },
      after: seed.after ?? { 'dpf.installed': true, 'dpf.model': 'DPF-200' },
      reason: type === 'CANCELLATION' ? '机械已报废' : null,
      districtCode: districtCode ?? '',
      cityCode: cityCode ?? '',
      provinceCode: provinceCode ?? '',
      toDistrictCode: moves ? String(seed.after?.districtCode ?? '110108') : null,
      submittedAt,
      decidedAt: status === 'DONE' || status === 'RETURNED' ? new Date() : null,
      decidedById: seed.decidedById ?? null,
      comment: seed.comment ?? null,
      photos: { create: [{ slot: moves ? 'BODY_REAR' : 'DPF_BODY', photoId: photo.id }] },
    },
  })
  return { id, machineId, ownerId: filing.ownerId, photoIds: [photo.id], filing }
}
