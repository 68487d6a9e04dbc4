import { randomUUID } from 'node:crypto'
import { roleMay } from '@/lib/core/access'
import { proveActor, type StaffActor, SYSTEM } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaFilter } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import type { Prisma } from '@/prisma/client'
import { readStored } from '../queries/stored'
import { UNDER_WAY } from '../rules/status'
import { RETENTION_HOURS } from '../schema'

type Row = Prisma.MachineExportGetPayload<object>
/** One attempt at an export. Its storage key names its file and marks the row as its own: every attempt has a new one. */
export type Attempt = Omit<Row, 'storageKey'> & { storageKey: string }

/** The row is no longer this attempt's: it was cancelled, or another process took the job over. */
export class Overtaken extends Error {}

/**
 * Starts an attempt from the beginning and removes the file of an earlier one.
 * @returns null when the export is finished, or another process has just started it
 */
export async function beginAttempt(id: string): Promise<Attempt | null> {
  const row = await db().machineExport.findFirst({ where: { id, status: { in: [...UNDER_WAY] } } })
  if (!row) return null
  const month = row.createdAt.toISOString().slice(0, 7).replace('-', '/')
  const storageKey = `exports/${month}/${randomUUID()}.${row.format.toLowerCase()}`
  const { count } = await db().machineExport.updateMany({
    where: { id, status: row.status, storageKey: row.storageKey },
    data: { status: 'RUNNING', storageKey, doneRows: 0, totalRows: null },
  })
  if (count !== 1) return null
  if (row.storageKey) await (await storage()).remove(row.storageKey)
  return { ...row, status: 'RUNNING', storageKey }
}

/**
 * The requesting officer with the current role and area.
 * @throws AppError FORBIDDEN, with a message for the page, when disabled, moved to another area or without the right
 */
export async function makerOf(attempt: Attempt): Promise<StaffActor> {
  const staff = await db().staff.findFirst({
    where: { id: attempt.staffId, disabledAt: null, bureau: { disabledAt: null } },
    include: { bureau: { select: { name: true, divisionCode: true } } },
  })
  const { area } = readStored(attempt.search)
  const needed = attempt.personal ? 'machine.exportPersonal' : 'machine.export'
  if (!staff || staff.bureau.divisionCode !== area || !roleMay(staff.role, needed)) {
    throw new AppError('FORBIDDEN', { detail: '账号已停用，或者角色、所属机构已变动，没有导出' })
  }
  const { id, name, username, role, bureauId, bureau } = staff
  const { divisionCode } = bureau
  const facts = { id, name, username, role, bureauId, bureauName: bureau.name, divisionCode }
  return proveActor({ kind: 'STAFF', ...facts, area: areaFilter(divisionCode), session: null })
}

const ownedBy = ({ id, storageKey }: Attempt) => ({ id, storageKey, status: 'RUNNING' as const })

/** @throws Overtaken when the row is no longer this attempt's */
export async function noteProgress(attempt: Attempt, data: { doneRows: number } | { totalRows: number }) {
  const { count } = await db().machineExport.updateMany({ where: ownedBy(attempt), data })
  if (count !== 1) throw new Overtaken()
}

/** @throws Overtaken */
export async function finishAttempt(attempt: Attempt, rows: number, bytes: number): Promise<void> {
  const finishedAt = new Date()
  const expiresAt = new Date(finishedAt.getTime() + RETENTION_HOURS * 3_600_000)
  await transact(async (tx) => {
    const { count } = await tx.machineExport.updateMany({
      where: ownedBy(attempt),
      data: { status: 'DONE', doneRows: rows, totalRows: rows, bytes: BigInt(bytes), finishedAt, expiresAt },
    })
    if (count !== 1) throw new Overtaken()
    const subject = { subjectType: 'export', subjectId: attempt.id }
    const details = { rows, bytes, personal: attempt.personal }
    await audit(tx, SYSTEM, { action: 'export.finish', ...subject, details })
  })
}

/** @param failure a sentence for the page */
export async function failAttempt(attempt: Attempt, failure: string): Promise<void> {
  await transact(async (tx) => {
    const { count } = await tx.machineExport.updateMany({
      where: ownedBy(attempt),
      data: { status: 'FAILED', failure, finishedAt: new Date() },
    })
    if (count !== 1) return
    const subject = { subjectType: 'export', subjectId: attempt.id }
    await audit(tx, SYSTEM, { action: 'export.fail', ...subject, details: { failure } })
  })
}
