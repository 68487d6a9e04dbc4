import { z } from 'zod'
import { AUDIT_ACTIONS } from '@/lib/core/audit-actions'
import { AUDIT_DETAILS } from '@/lib/core/audit-details'
import { AUDIT_SUBJECTS } from '@/lib/core/audit-subjects'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'

const event = z.object({
  action: z.string(),
  subjectType: z.string(),
  details: z.record(z.string(), z.unknown()),
})
/** Details that hold others. The contents of rules have words of their own (components/audit/setting-lines.ts). */
const NESTED = ['before', 'after', 'conditions']

/**
 * Words that events of this database have and the record's vocabulary does not: whoever writes a new action or detail adds it
 * there, and with it, as the compiler demands, its Chinese sentence.
 */
export async function unknownAuditWords(): Promise<string[]> {
  const events = await rowsOf(db(), event)`SELECT DISTINCT action, "subjectType", details FROM audit_event
    WHERE "subjectType" <> 'test'`
  return [
    ...new Set(
      events.flatMap(({ action, subjectType, details }) => [
        ...unknown('action', [action], AUDIT_ACTIONS),
        ...unknown('subject', [subjectType], AUDIT_SUBJECTS),
        ...(subjectType === 'setting' ? [] : unknown(action, keysOf(details), AUDIT_DETAILS)),
      ]),
    ),
  ]
}

function keysOf(details: Record<string, unknown>): string[] {
  return Object.entries(details).flatMap(([key, value]) =>
    NESTED.includes(key) && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [key, ...Object.keys(value)]
      : [key],
  )
}

function unknown(of: string, words: readonly string[], known: readonly string[]): string[] {
  return words.filter((word) => !known.includes(word)).map((word) => `${of}: ${word}`)
}
