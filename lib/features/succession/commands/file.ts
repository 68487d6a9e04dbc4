import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import {
  areaOf,
  lockMachine,
  type MachineRow,
  requireChangeable,
} from '@/lib/features/change/commands/machine-row'
import { compareOriginal } from '@/lib/features/identity/commands/compare-original'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { requireUnbound } from '@/lib/features/succession-state/commands'
import { groundsOf, ripeAfter, unshown } from '@/lib/features/succession-state/rules/actions'
import { GROUND_LABELS } from '@/lib/features/succession-state/schema'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { notifySuccession } from '@/lib/server/notice/notify'
import { encrypt } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'
import { getSuccession } from '../queries/successions'
import type { FileSuccession } from '../schema/office'
import type { Succession } from '../schema/succession'
import { attachPhotos } from './photos'

/**
 * 受理凭证明过户, with the successor and the originals at the desk. From then on the machine is bound; both owners are told, the
 * present one with how and until when to object. Where nobody signs in to the owner's account, nobody is told, and the page says so.
 * @throws AppError NOT_FOUND outside the area; INVALID at `idTail`, counted, and LOCKED after too many; INVALID at `toId` for an
 *   unproved account or the present owner, at `ground`, `evidence`, `photoIds`; STATE_CONFLICT unless the machine is valid and
 *   collected, and while one is open; VERSION_CONFLICT when machine or document have changed since
 */
export async function fileSuccession(
  actor: StaffActor,
  machineId: string,
  input: FileSuccession,
): Promise<Succession> {
  const seen = await compareOriginal(actor, input.toId, input.idTail)
  return transact(async (tx) => {
    const machine = await lockMachine(
      tx,
      Prisma.sql`m.id = ${machineId}::uuid AND ${areaSql(actor.area, 'm')}`,
    )
    if (!machine) throw new AppError('NOT_FOUND')
    requireChangeable(machine)
    await requireUnbound(tx, machineId)
    if (machine.version !== input.version) throw new AppError('VERSION_CONFLICT')
    await requireSuccessor(tx, machine, input, seen.idTailIndex)
    await requireGround(tx, machine, input)
    return file(tx, actor, machine, input)
  })
}

async function requireSuccessor(
  tx: Tx,
  { ownerId }: MachineRow,
  { toId }: FileSuccession,
  idTailIndex: string,
): Promise<void> {
  if (toId === ownerId) throw fieldError('toId', '新机主就是现在的机主，不需要过户')
  await tx.$queryRaw`SELECT id FROM account WHERE id = ${toId}::uuid FOR NO KEY UPDATE`
  const to = await tx.account.findUniqueOrThrow({ where: { id: toId } })
  if (to.idTailIndex !== idTailIndex) throw new AppError('VERSION_CONFLICT')
  if (!to.provedAt)
    throw fieldError('toId', '新机主的账号还没有核验身份，请先在“核验身份”中核对证件原件', 'UNPROVED')
}

async function requireGround(tx: Tx, { ownerId }: MachineRow, input: FileSuccession): Promise<void> {
  const { ground, evidence } = input
  const { type } = await tx.account.findUniqueOrThrow({ where: { id: ownerId }, select: { type: true } })
  if (!groundsOf(type).includes(ground))
    throw fieldError(
      'ground',
      `现机主是${type === 'UNIT' ? '单位' : '个人'}，原因不能是“${GROUND_LABELS[ground]}”`,
    )
  const missing = unshown(ground, evidence)
  if (missing.length > 0)
    throw fieldError('evidence', `还缺证明“${missing.map(({ of }) => of).join('”“')}”的材料`)
}

async function file(
  tx: Tx,
  actor: StaffActor,
  machine: MachineRow,
  { ground, toId, evidence, photoIds, text }: FileSuccession,
): Promise<Succession> {
  const days = (await findSetting(tx, 'succession', null))[ground]
  const id = newId()
  const filedAt = new Date()
  const { count } = await tx.succession.createMany({
    data: [
      {
        id,
        machineId: machine.id,
        fromId: machine.ownerId,
        toId,
        ground,
        evidence,
        text: encrypt('succession.text', id, text),
        days,
        filedAt,
        filedById: actor.id,
        ripeAt: ripeAfter(filedAt, days),
        ...areaOf(machine),
      },
    ],
    // The unique index succession_open decides; the check beforehand only says it in words.
    skipDuplicates: true,
  })
  if (count !== 1) throw new AppError('STATE_CONFLICT')
  await attachPhotos(tx, { successionId: id, accountId: toId, photoIds })
  const notice = { successionId: id }
  const told = await notifySuccession(tx, {
    ...notice,
    kind: 'SUCCESSION_FILED',
    accountIds: [machine.ownerId],
  })
  if (told.length > 0) await tx.succession.update({ where: { id }, data: { toldAt: filedAt } })
  await notifySuccession(tx, { ...notice, kind: 'SUCCESSION_RECEIVED', accountIds: [toId] })
  await audit(tx, actor, {
    action: 'succession.file',
    subjectType: 'machine',
    subjectId: machine.id,
    districtCode: machine.districtCode,
    details: {
      succession: id,
      ground,
      evidence,
      holder: machine.ownerId,
      account: toId,
      photos: photoIds.length,
      days,
    },
  })
  return getSuccession(tx, actor, id)
}
