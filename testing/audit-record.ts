import { rm } from 'node:fs/promises'
import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type AuditAnchor, anchorFile, readAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { db, transact } from '@/lib/server/database/db'
import { asAdmin } from './as-admin'

/** Runs SQL with the triggers that protect the audit record disabled: the attack that the chain must detect. */
export function tamper(...statements: string[]): Promise<void> {
  return asAdmin('SET LOCAL session_replication_role = replica', ...statements)
}

/** One event, with details of every kind of value. */
export function write(number: number): Promise<void> {
  return transact((tx) =>
    audit(tx, SYSTEM, {
      action: 'photo.sweep',
      subjectType: 'test',
      subjectId: String(number),
      districtCode: '110101',
      details: { number, ratio: 0.1 + number, 乙: '文字', a: { z: 1, b: [null, true] } },
    }),
  )
}

/** Oldest first. */
export async function eventIds(): Promise<bigint[]> {
  const events = await db().auditEvent.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  return events.map(({ id }) => id)
}

/** What is written from now on is numbered from 1, as by another process. */
export function asNewProcess(): void {
  Reflect.deleteProperty(globalThis, Symbol.for('nrmm.audit-writer'))
}

/** The signed anchor that is there. */
export async function anchorThere(): Promise<AuditAnchor> {
  const file = await readAuditAnchor()
  if (file.state !== 'SIGNED') throw new Error(`the anchor is ${file.state}`)
  return file.anchor
}

/** Resets the record: no event, no seal, no anchor, no day, nothing on its way to a sink. */
export async function emptyRecord(): Promise<void> {
  const tables = [
    'audit_seal',
    'audit_unsealed',
    'audit_event',
    'audit_day',
    'audit_head_waiting',
    'audit_sink',
  ]
  await tamper(...tables.map((table) => `DELETE FROM ${table}`))
  await rm(anchorFile(), { force: true })
  asNewProcess()
}
