import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'
import { makeAccount } from './account'
import { makePhoto } from './photo'
import { makeStaff } from './staff'

const DAY = 86_400_000

export type SuccessionSeed = {
  machineId: string
  toId?: string
  filedById?: string
  /** Its days for objections are over. */
  ripe?: boolean
}

/** A succession of a machine that waits, with one photo of its evidence. */
export async function makeSuccession(db: PrismaClient, seed: SuccessionSeed) {
  const machine = await db.machine.findUniqueOrThrow({ where: { id: seed.machineId } })
  const { ownerId, districtCode, cityCode, provinceCode } = machine
  if (!districtCode || !cityCode || !provinceCode) throw new Error('the machine is in no district')
  const toId = seed.toId ?? (await makeAccount(db)).id
  const filedById = seed.filedById ?? (await makeStaff(db, 'COUNTER', districtCode)).id
  const id = newId()
  const filedAt = new Date(Date.now() - (seed.ripe ? 20 : 1) * DAY)
  const ripeAt = new Date(Date.now() + (seed.ripe ? -1 : 14) * DAY)
  await db.succession.create({
    data: {
      id,
      machineId: machine.id,
      fromId: ownerId,
      toId,
      ground: 'UNREACHABLE',
      evidence: ['SALE_CONTRACT'],
      text: encrypt('succession.text', id, '多年前买下，原机主联系不上'),
      days: 15,
      filedAt,
      filedById,
      ripeAt,
      districtCode,
      cityCode,
      provinceCode,
    },
  })
  const { id: photoId } = await makePhoto(db, toId)
  await db.successionPhoto.create({ data: { photoId, successionId: id, position: 0 } })
  return { id, machineId: machine.id, fromId: ownerId, toId, filedById, photoId }
}
