import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { bureausVisibleTo } from './policy'
import { getBureau } from './queries'
import type { BureauDto, BureauFields } from './schema'

/**
 * Creates a bureau for a division in the actor's area.
 * @throws AppError NAME_TAKEN; INVALID on `divisionCode`
 */
export function createBureau(actor: StaffActor, input: BureauFields): Promise<BureauDto> {
  return unlessNameTaken(
    transact(async (tx) => {
      const { divisionCode } = input
      const known = await tx.division.count({ where: { code: divisionCode, validTo: null } })
      if (known === 0 || !areaContains(actor.divisionCode, divisionCode)) {
        throw fieldError('divisionCode', '该区划不存在或不在您的管辖范围内')
      }
      const { id } = await tx.bureau.create({ data: input })
      await auditBureau(tx, actor, 'create', { id, divisionCode }, input)
      return getBureau(tx, actor, id)
    }),
  )
}

/**
 * Changes name and office; owners see the new office with every number still to be collected.
 * @throws AppError NOT_FOUND; NAME_TAKEN
 */
export function updateBureau(
  actor: StaffActor,
  id: string,
  input: Partial<Omit<BureauFields, 'divisionCode'>>,
): Promise<BureauDto> {
  return unlessNameTaken(
    transact(async (tx) => {
      const before = await targetOf(tx, actor, id)
      await tx.bureau.update({ where: { id }, data: input })
      const { name, officeName, address, phone, hours } = before
      await auditBureau(tx, actor, 'update', before, {
        before: { name, officeName, address, phone, hours },
        after: input,
      })
      return getBureau(tx, actor, id)
    }),
  )
}

/**
 * Closes a bureau and signs its staff out. Refused for one's own bureau and while numbers are still to be collected.
 * @throws AppError NOT_FOUND; STATE_CONFLICT; IN_USE
 */
export function disableBureau(actor: StaffActor, id: string): Promise<BureauDto> {
  return transact(async (tx) => {
    const target = await targetOf(tx, actor, id)
    if (id === actor.bureauId) throw new AppError('STATE_CONFLICT', { detail: '不能停用自己所在的机构' })
    // Waits for concurrent approvals that create a pickup here: their foreign key holds this row until they commit.
    await tx.$queryRaw`SELECT 1 FROM bureau WHERE id = ${id}::uuid FOR UPDATE`
    const { count } = await tx.bureau.updateMany({
      where: { id, disabledAt: null },
      data: { disabledAt: new Date() },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '该机构已经停用' })
    const waiting = await tx.pickup.count({ where: { bureauId: id, collectedAt: null } })
    if (waiting > 0)
      throw new AppError('IN_USE', { detail: `还有 ${waiting} 个号码在该机构等待领取，不能停用` })
    await auditBureau(tx, actor, 'disable', target)
    return getBureau(tx, actor, id)
  })
}

/** @throws AppError NOT_FOUND; STATE_CONFLICT */
export function enableBureau(actor: StaffActor, id: string): Promise<BureauDto> {
  return transact(async (tx) => {
    const target = await targetOf(tx, actor, id)
    const { count } = await tx.bureau.updateMany({
      where: { id, disabledAt: { not: null } },
      data: { disabledAt: null },
    })
    if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '该机构没有停用' })
    await auditBureau(tx, actor, 'enable', target)
    return getBureau(tx, actor, id)
  })
}

async function targetOf(tx: Tx, actor: StaffActor, id: string) {
  const bureau = await tx.bureau.findFirst({ where: { id, ...bureausVisibleTo(actor) } })
  if (!bureau) throw new AppError('NOT_FOUND')
  return bureau
}

/** Relies on the unique index: a check beforehand would be a race. */
async function unlessNameTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (uniqueViolation(error)?.includes('name')) throw new AppError('NAME_TAKEN')
    throw error
  }
}

function auditBureau(
  tx: Tx,
  actor: StaffActor,
  verb: 'create' | 'disable' | 'enable' | 'update',
  target: { id: string; divisionCode: string },
  details: Prisma.InputJsonObject = {},
): Promise<void> {
  return audit(tx, actor, {
    action: `bureau.${verb}`,
    subjectType: 'bureau',
    subjectId: target.id,
    districtCode: target.divisionCode,
    details,
  })
}
