import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { overdueBefore } from '../rules/deadline'

const waiting = z.object({ oldestAt: z.date().nullable(), overdue: z.int() })

/**
 * Of the changes that wait for a decision in the actor's area: when the oldest was submitted, and how many have waited longer
 * than a filing may. No rule gives changes a time of their own, so the bureau's time for filings (`review-deadline`) measures them.
 * @param cap where counting stops
 */
export async function changesWaiting(actor: StaffActor, now: Date, cap: number) {
  const { days } = await findSetting(db(), 'review-deadline', actor.divisionCode)
  const calendar = await findSetting(db(), 'calendar', actor.divisionCode)
  const [row] = await rowsOf(db(), waiting)`
    SELECT (SELECT c."submittedAt" FROM change c WHERE ${areaSql(actor.area, 'c')} AND c.status = 'SUBMITTED'
        ORDER BY c."submittedAt", c.id LIMIT 1) AS "oldestAt",
      (SELECT count(*)::int FROM (SELECT FROM change c WHERE ${areaSql(actor.area, 'c')} AND c.status = 'SUBMITTED'
        AND c."submittedAt" < ${overdueBefore(now, days, calendar)} LIMIT ${cap}) late) AS overdue`
  return { days, overdue: row?.overdue ?? 0, oldestAt: row?.oldestAt?.toISOString() ?? null }
}
