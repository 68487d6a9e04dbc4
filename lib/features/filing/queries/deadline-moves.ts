import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaFilter } from '@/lib/core/area'
import type { Calendar } from '@/lib/core/clock'
import { settingByDivision } from '@/lib/features/setting/queries/settings'
import { checkedSetting } from '@/lib/features/setting/rules/checked-setting'
import { areaSql } from '@/lib/server/database/area-sql'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { type DueDates, dueDates, type ReviewDeadline, submissionOf } from '../rules/deadline'
import type { DeadlineMoves, DeadlineSettingKey } from '../schema/deadline'
import { OPEN_STATUSES } from './queue-table'

/** A group of open filings of one district, submitted on the same day (China time), with the same deadline. */
const openGroup = z.object({
  districtCode: z.string(),
  day: z.iso.date(),
  warnAt: z.date(),
  dueAt: z.date(),
  count: z.int(),
})
export type OpenFilings = z.output<typeof openGroup>

/** All open filings of the area in groups: 100,000 filings make a few thousand groups. */
export function openFilings(reader: Pick<Tx, '$queryRaw'>, divisionCode: string): Promise<OpenFilings[]> {
  return rowsOf(reader, openGroup)`
    SELECT f."districtCode", (f."submittedAt" AT TIME ZONE 'UTC' + INTERVAL '8 hours')::date::text AS day,
      f."warnAt", f."dueAt", count(*)::int AS count
    FROM filing f WHERE ${areaSql(areaFilter(divisionCode))} AND f.status IN ${OPEN_STATUSES}
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`
}

export type DeadlineRules = {
  deadline: (districtCode: string) => ReviewDeadline
  calendar: (districtCode: string) => Calendar
}

/** Returns the function from district and day of submission to the deadline by that district's rules; results are cached. */
export function dueByRules({ deadline, calendar }: DeadlineRules) {
  const cache = new Map<string, DueDates>()
  return ({ districtCode, day }: Pick<OpenFilings, 'districtCode' | 'day'>): DueDates => {
    const key = `${districtCode}${day}`
    const due = cache.get(key) ?? dueDates(submissionOf(day), deadline(districtCode), calendar(districtCode))
    cache.set(key, due)
    return due
  }
}

/**
 * How the deadlines of the area's open filings would move if the setting had this value for the actor's division. With
 * the current value: what is still to be moved.
 * @param value null: the division's own value is removed
 * @throws AppError INVALID as for setting it
 */
export async function previewDeadlines(
  { divisionCode }: StaffActor,
  key: DeadlineSettingKey,
  value: unknown,
): Promise<DeadlineMoves> {
  const override = <K extends DeadlineSettingKey>(setting: K) =>
    setting === key
      ? { divisionCode, value: value === null ? null : checkedSetting(setting, value) }
      : undefined
  const due = dueByRules({
    deadline: await settingByDivision(db(), 'review-deadline', override('review-deadline')),
    calendar: await settingByDivision(db(), 'calendar', override('calendar')),
  })
  const moves: DeadlineMoves = { open: 0, earlier: 0, later: 0, warned: 0 }
  for (const group of await openFilings(db(), divisionCode)) {
    const { dueAt, warnAt } = due(group)
    moves.open += group.count
    if (dueAt < group.dueAt) moves.earlier += group.count
    else if (dueAt > group.dueAt) moves.later += group.count
    else if (warnAt.getTime() !== group.warnAt.getTime()) moves.warned += group.count
  }
  return moves
}
