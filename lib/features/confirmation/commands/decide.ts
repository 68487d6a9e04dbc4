import { staffMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import { lockHolders } from '@/lib/features/dispute/commands/decide'
import { takeBack } from '@/lib/features/second-person/commands/take-back'
import { actsVisibleTo } from '@/lib/features/second-person/policy'
import { toPendingActs, WITH_PEOPLE } from '@/lib/features/second-person/queries/acts'
import { changedActs } from '@/lib/features/second-person/queries/subjects'
import { ACTS, type PendingAct } from '@/lib/features/second-person/schema'
import { lockSecurityAdministrators } from '@/lib/features/staff/commands/guard'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { perform } from './perform'

type Row = Prisma.PendingActGetPayload<object>

/**
 * 确认: the act is done, with both names in its audit row.
 * @throws AppError NOT_FOUND outside the area or role; FORBIDDEN for the asker and for whose account it is; STATE_CONFLICT when it waits no more, or the
 *   asker may no longer do it; VERSION_CONFLICT when the subject is no longer what the asker saw; else as the act itself
 */
export function confirmAct(actor: StaffActor, id: string): Promise<PendingAct> {
  return transact(async (tx) => {
    await lockFor(tx, actor, id)
    const row = await end(tx, actor, id, { state: 'CONFIRMED' })
    await refuseLostRight(tx, row)
    if ((await changedActs(tx, [row])).size > 0) {
      throw new AppError('VERSION_CONFLICT', {
        detail: '提出之后内容已经变化，不能确认。请核对后由提出人撤回、重新提出',
      })
    }
    await perform(tx, actor, row.kind, row)
    return read(tx, actor, id)
  })
}

/** 不同意, with the reason, which the asker reads. @throws AppError as `confirmAct`, but not for what has changed */
export function declineAct(actor: StaffActor, id: string, reason: string): Promise<PendingAct> {
  return transact(async (tx) => {
    const row = await end(tx, actor, id, { state: 'DECLINED', declineReason: reason })
    const { kind, subjectId, divisionCode: districtCode, askedById: askedBy } = row
    await audit(tx, actor, {
      action: 'act.decline',
      subjectType: ACTS[kind].subject,
      subjectId,
      districtCode,
      details: { actKind: kind, reason, askedBy },
    })
    return read(tx, actor, id)
  })
}

/** 撤回, by who asked. @throws AppError NOT_FOUND for others; STATE_CONFLICT when it waits no more */
export function withdrawAct(actor: StaffActor, id: string): Promise<PendingAct> {
  return transact(async (tx) => {
    if (!(await takeBack(tx, actor, id))) {
      const asked = await tx.pendingAct.count({ where: { id, askedById: actor.id } })
      throw asked === 0 ? new AppError('NOT_FOUND') : over()
    }
    return read(tx, actor, id)
  })
}

/** What the act locks before the request itself: all take their locks in one order (features/staff, second-person.ts). */
async function lockFor(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  const act = await tx.pendingAct.findFirst({
    where: { id, ...actsVisibleTo(actor) },
    select: { kind: true, subjectId: true },
  })
  if (!act) return
  if (act.kind === 'DISABLE_STAFF') await lockSecurityAdministrators(tx, actor)
  if (act.kind === 'UPHOLD_DISPUTE') await lockHolders(tx)
  if (ACTS[act.kind].subject === 'machine')
    await tx.$queryRaw`SELECT id FROM machine WHERE id = ${act.subjectId}::uuid FOR NO KEY UPDATE`
}

type End = { state: 'CONFIRMED' } | { state: 'DECLINED'; declineReason: string }

/** The guarded update: of two who decide at once the second is refused. */
async function end(tx: Tx, actor: StaffActor, id: string, data: End): Promise<Row> {
  const now = new Date()
  const visible = { id, ...actsVisibleTo(actor) }
  const [row] = await tx.pendingAct.updateManyAndReturn({
    where: {
      ...visible,
      state: 'WAITING',
      askedById: { not: actor.id },
      subjectId: { not: actor.id },
      lapsesAt: { gt: now },
    },
    data: { ...data, decidedById: actor.id, endedAt: now },
  })
  if (row) return row
  const found = await tx.pendingAct.findFirst({
    where: visible,
    select: { askedById: true, subjectId: true },
  })
  if (!found) throw new AppError('NOT_FOUND')
  if (found.askedById === actor.id) {
    throw new AppError('FORBIDDEN', { detail: '不能确认自己提出的操作，须由另一位人员确认' })
  }
  if (found.subjectId === actor.id) {
    throw new AppError('FORBIDDEN', { detail: '不能决定针对自己账号的操作，须由另一位人员决定' })
  }
  throw over()
}

const over = () =>
  new AppError('STATE_CONFLICT', { detail: '这项操作已经确认、不同意、撤回或者逾期失效，请刷新后查看' })

/** A person who was disabled, or given another role or area since, no longer asks for anything. */
async function refuseLostRight(tx: Tx, { askedById, kind, divisionCode }: Row): Promise<void> {
  const asker = await tx.staff.findUniqueOrThrow({ where: { id: askedById }, include: { bureau: true } })
  const { role, bureau } = asker
  const may = staffMay({ role, divisionCode: bureau.divisionCode }, ACTS[kind].action)
  const works = asker.disabledAt === null && bureau.disabledAt === null
  if (works && may && areaContains(bureau.divisionCode, divisionCode)) return
  throw new AppError('STATE_CONFLICT', { detail: '提出人的账号已停用或调整，不能确认；需要时请重新提出' })
}

async function read(tx: Tx, actor: StaffActor, id: string): Promise<PendingAct> {
  const row = await tx.pendingAct.findUniqueOrThrow({ where: { id }, include: WITH_PEOPLE })
  const [act] = await toPendingActs(tx, actor, [row])
  if (!act) throw new AppError('NOT_FOUND')
  return act
}
