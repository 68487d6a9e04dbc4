import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { spokenNumber } from '@/lib/core/filing-number'
import { holdsOn } from '@/lib/features/absence/queries'
import { ABSENCE_KINDS, ABSENCE_LABELS } from '@/lib/features/absence/schema'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { visibleToOfficer } from '../policy'
import { answersFor } from '../queries/colleagues'
import { claimEnd } from './claim'
import { claimedByOther, refuse } from './refusal'

type Passing = {
  ids: readonly string[]
  /** Who has claimed them. */
  fromId: string
  /** The colleague. */
  staffId: string
  note?: string
}

const receiverRow = z.object({ id: z.uuid(), name: z.string(), divisionCode: z.string() })
type Receiver = z.output<typeof receiverRow>
const movedFiling = z.object({ id: z.uuid(), districtCode: z.string() })
const absenceRow = z.object({ kind: z.enum(ABSENCE_KINDS), to: z.string() })

/**
 * 移交: claimed filings change from one officer to a colleague who answers for their districts and did not enter them at a
 * counter, all of them or none. A reviewer hands over their own, a supervisor those of the area. The claim begins anew, so
 * that the colleague has its whole time; a filing with an open decision stays where it is. The version does not change, as
 * with a claim.
 * @throws AppError INVALID on `staffId` for who cannot have them; as `refuse` for the first filing that cannot be moved
 */
export function passFilings(actor: StaffActor, passing: Passing) {
  return transact(async (tx) => {
    const { name } = await pass(tx, actor, passing)
    return { ids: [...passing.ids], staffId: passing.staffId, staffName: name }
  })
}

/** As `passFilings`, for the desk: a supervisor may move it from whoever has claimed it. */
export function passFiling(
  actor: StaffActor,
  { id, staffId, note }: { id: string; staffId: string; note?: string },
) {
  return transact(async (tx) => {
    const fromId = actor.role === 'SUPERVISOR' ? await claimantOf(tx, actor, id) : actor.id
    const { name } = await pass(tx, actor, { ids: [id], fromId, staffId, note })
    return { id, staffId, staffName: name }
  })
}

async function claimantOf(tx: Tx, actor: StaffActor, id: string): Promise<string> {
  const row = await tx.filing.findFirst({ where: { id, ...actor.area }, select: { claimedById: true } })
  if (!row) throw new AppError('NOT_FOUND')
  return row.claimedById ?? refuse(tx, actor, 'pass', id)
}

async function pass(tx: Tx, actor: StaffActor, passing: Passing): Promise<Receiver> {
  await requireVisible(tx, actor, passing.ids)
  // Before the filings, as disabling does: two who lock the same rows in another order would wait for each other.
  const receiver = await lockReceiver(tx, passing.staffId)
  const now = new Date()
  const ids = [...new Set(passing.ids)]
  const moved = await move(tx, actor, { ...passing, ids, receiver, now })
  const missing = ids.find((id) => moved.every((one) => one.id !== id))
  if (missing) return refusePass(tx, actor, { ...passing, id: missing, receiver, several: ids.length > 1 })
  for (const { id, districtCode } of moved) await record(tx, actor, { ...passing, id, districtCode, now })
  return receiver
}

/** @throws AppError NOT_FOUND: nobody learns from here who reviews in another area */
async function requireVisible(tx: Tx, actor: StaffActor, ids: readonly string[]): Promise<void> {
  const all = [...new Set(ids)]
  const count = await tx.filing.count({ where: { id: { in: all }, ...visibleToOfficer(actor) } })
  if (count !== all.length) throw new AppError('NOT_FOUND')
}

/**
 * The row is locked until the end of the transaction: whoever disables the colleague or enters an absence at this moment
 * waits, and then finds the claims that were handed over.
 */
async function lockReceiver(tx: Tx, staffId: string): Promise<Receiver> {
  const [receiver] = await rowsOf(tx, receiverRow)`
    SELECT s.id, s.name, b."divisionCode" FROM staff s JOIN bureau b ON b.id = s."bureauId"
    WHERE s.id = ${staffId}::uuid AND s.role = 'REVIEWER' AND s."disabledAt" IS NULL AND b."disabledAt" IS NULL
    FOR SHARE OF s`
  if (!receiver) throw fieldError('staffId', '该人员已停用或不再负责审核，请另选')
  // A statement of its own: the one that waited for the lock would not see an absence entered meanwhile.
  const [absence] = await rowsOf(tx, absenceRow)`
    SELECT a.kind::text AS kind, a."toDay"::text AS "to" FROM staff_absence a
    WHERE a."staffId" = ${staffId}::uuid AND ${holdsOn(new Date())}`
  if (absence)
    throw fieldError('staffId', `${receiver.name}${ABSENCE_LABELS[absence.kind]}至 ${absence.to}，请另选`)
  return receiver
}

type Move = Passing & { receiver: Receiver; now: Date }

async function move(tx: Tx, actor: StaffActor, { ids, fromId, receiver, now }: Move) {
  const end = await claimEnd(tx, receiver, now)
  const mayMove = actor.role === 'SUPERVISOR' || fromId === actor.id
  return rowsOf(tx, movedFiling)`
    UPDATE filing f SET "claimedById" = ${receiver.id}::uuid, "claimedAt" = ${now}, "claimExpiresAt" = ${end},
      "updatedAt" = ${now}
    FROM (SELECT id FROM filing WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE) held,
      (SELECT ${receiver.divisionCode}::text AS "divisionCode") r
    WHERE f.id = held.id AND ${mayMove} AND ${areaSql(actor.area)} AND f.status = 'IN_REVIEW'
      AND f."decisionDueAt" IS NULL AND f."claimedById" = ${fromId}::uuid AND f."claimedById" <> ${receiver.id}::uuid
      AND NOT ${receiver.id}::uuid = ANY (f."assistantIds") AND ${answersFor('r')}
    RETURNING f.id, f."districtCode"`
}

type Recorded = Passing & { id: string; districtCode: string; now: Date }

async function record(tx: Tx, actor: StaffActor, passed: Recorded): Promise<void> {
  const { id: filingId, districtCode, fromId, staffId: toId, now: passedAt } = passed
  const text = passed.note || null
  const note = text ? await tx.filingNote.create({ data: { filingId, staffId: actor.id, text } }) : null
  await tx.filingPass.create({
    data: { filingId, fromId, toId, byId: actor.id, passedAt, noteId: note?.id ?? null },
  })
  await audit(tx, actor, {
    action: 'filing.pass',
    subjectType: 'filing',
    subjectId: filingId,
    districtCode,
    details: { staffId: fromId, toStaffId: toId, withNote: note !== null },
  })
}

type Refused = Pick<Passing, 'fromId'> & { id: string; receiver: Receiver; several: boolean }

/** Why it was not moved. Of several it is named, since the others were not moved either. */
async function refusePass(
  tx: Tx,
  actor: StaffActor,
  { id, fromId, receiver, several }: Refused,
): Promise<never> {
  try {
    const row = await tx.filing.findFirst({
      where: { id, ...actor.area, status: 'IN_REVIEW', decisionDueAt: null },
      select: {
        claimedById: true,
        assistantIds: true,
        claimedBy: { select: { name: true } },
        district: { select: { name: true } },
      },
    })
    const holder = row?.claimedBy?.name
    if (row && holder && row.claimedById !== fromId) throw claimedByOther(holder)
    if (row?.claimedById === receiver.id)
      throw new AppError('STATE_CONFLICT', { detail: `该登记已在${receiver.name}名下` })
    if (row?.assistantIds.includes(receiver.id))
      throw fieldError('staffId', `${receiver.name}在窗口代办了这件登记，不能审核，请另选`)
    if (row && (fromId === actor.id || actor.role === 'SUPERVISOR'))
      throw fieldError('staffId', `${receiver.name}不负责${row.district?.name ?? '这个区县'}，请另选`)
    return await refuse(tx, actor, 'pass', id)
  } catch (error) {
    if (!several || !(error instanceof AppError) || error.code === 'NOT_FOUND') throw error
    const { number } = await tx.filing.findUniqueOrThrow({ where: { id }, select: { number: true } })
    throw new AppError(error.code, {
      detail: `查询号 ${spokenNumber(number)}：${error.message}。所选的都没有移交`,
      errors: error.errors,
    })
  }
}
