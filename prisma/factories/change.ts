import type { Prisma, PrismaClient } from '../client'
import type { ChangeStatus, ChangeType, PhotoSlot } from '../generated/enums'
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
  /** Slots with a photo; those that its kind needs unless told. */
  slots?: PhotoSlot[]
  claimedById?: string
  claimExpiresAt?: Date
  filing?: FilingSeed
}

const HALF_HOUR = 30 * 60_000
const SLOTS: Record<Exclude<ChangeType, 'OWNER'>, PhotoSlot[]> = {
  DPF: ['DPF_BODY', 'DPF_PLATE'],
  PLACE: ['BODY_REAR'],
  DETAILS: ['MACHINE_PLATE', 'ENGINE_PLATE'],
  CANCELLATION: ['OTHER_1'],
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
  const moves = type === 'PLACE'
  const photos = []
  for (const slot of seed.slots ?? SLOTS[type])
    photos.push({ slot, photoId: (await makePhoto(db, filing.ownerId)).id })
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
      claimedById: seed.claimedById ?? null,
      claimedAt: seed.claimedById ? new Date() : null,
      claimExpiresAt: seed.claimedById ? (seed.claimExpiresAt ?? new Date(Date.now() + HALF_HOUR)) : null,
      photos: { create: photos },
    },
  })
  return { id, machineId, ownerId: filing.ownerId, photoIds: photos.map(({ photoId }) => photoId), filing }
}
