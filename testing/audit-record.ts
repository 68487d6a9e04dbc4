import { rm } from 'node:fs/promises'
import path from 'node:path'
import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
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

/** Resets the record: no event, no seal, no anchor. */
export async function emptyRecord(): Promise<void> {
  await tamper('DELETE FROM audit_seal', 'DELETE FROM audit_unsealed', 'DELETE FROM audit_event')
  await rm(path.join(env().DATA_DIR, 'audit-head.json'), { force: true })
}
