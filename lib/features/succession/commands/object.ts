import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { findOpenSuccession } from '@/lib/features/succession-state/queries'
import type { OpenSuccession } from '@/lib/features/succession-state/schema'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { notifySuccession } from '@/lib/server/notice/notify'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getSuccession } from '../queries/successions'
import type { RecordObjection } from '../schema/office'
import type { OwnObjection } from '../schema/owner'
import type { Succession } from '../schema/succession'
import { type Locked, lockSuccession, moveSuccession } from './lock'
import { attachPhotos } from './photos'

/**
 * 提出异议, by the owner in the app: an officer decides then, and nothing is done without. Also after the last day, as long as it
 * has not ended.
 * @throws AppError NOT_FOUND unless the account owns the machine; STATE_CONFLICT when it has ended, or the account has objected
 */
export function objectToSuccession(
  actor: AccountActor,
  machineId: string,
  { successionId, text }: OwnObjection,
): Promise<OpenSuccession> {
  return transact(async (tx) => {
    const locked = await lockSuccession(tx, { id: successionId, machineId, fromId: actor.id })
    if (locked.machine.ownerId !== actor.id) throw new AppError('NOT_FOUND')
    const before = await tx.successionObjection.count({ where: { successionId, accountId: actor.id } })
    if (before > 0) throw new AppError('STATE_CONFLICT', { detail: '您已经提出异议，请等待登记单位决定' })
    await store(tx, actor, locked, {
      text,
      data: { accountId: actor.id, operatorId: actor.person?.id ?? null },
    })
    const open = await findOpenSuccession(tx, actor, machineId)
    if (!open) throw new AppError('STATE_CONFLICT')
    return open
  })
}

/**
 * An objection that came to the counter: of the owner, of another heir, of whoever else.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT when it has ended; INVALID at `photoIds`
 */
export function recordObjection(
  actor: StaffActor,
  id: string,
  { name, text, photoIds }: RecordObjection,
): Promise<Succession> {
  return transact(async (tx) => {
    const locked = await lockSuccession(tx, { id, ...actor.area })
    const objectionId = await store(tx, actor, locked, { text, name, data: { recordedById: actor.id } })
    await attachPhotos(tx, { successionId: id, objectionId, accountId: locked.succession.fromId, photoIds })
    return getSuccession(tx, actor, id)
  })
}

type Objection = {
  text: string
  name?: string
  data: { accountId: string; operatorId: string | null } | { recordedById: string }
}

async function store(
  tx: Tx,
  actor: AccountActor | StaffActor,
  locked: Locked,
  { text, name, data }: Objection,
): Promise<string> {
  await moveSuccession(tx, locked, 'object')
  const { id: successionId, toId, machineId, districtCode } = locked.succession
  const id = newId()
  await tx.successionObjection.create({
    data: {
      ...data,
      id,
      successionId,
      at: new Date(),
      text: encrypt('succession_objection.text', id, text),
      name: name === undefined ? null : encrypt('succession_objection.name', id, name),
    },
  })
  // Of the first: it waits for an officer from then on.
  if (locked.succession.status === 'WAITING')
    await notifySuccession(tx, { successionId, kind: 'SUCCESSION_OBJECTED', accountIds: [toId] })
  await audit(tx, actor, {
    action: 'succession.object',
    subjectType: 'machine',
    subjectId: machineId,
    districtCode,
    details: { succession: successionId, count: locked.succession._count.objections + 1 },
  })
  return id
}
