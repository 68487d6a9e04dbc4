import { z } from 'zod'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { DAY_MS } from '@/lib/core/clock'
import { settingByDivision } from '@/lib/features/setting/queries/settings'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { allowTime } from '@/lib/server/database/allow-time'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import {
  divisionsWithWatchRules,
  findLowSeries,
  findOverdue,
  findReviewers,
  findSamePhotos,
} from '../queries/find'
import { type FoundAlert, judgeOverdue, judgePhoto, judgeReviewer, judgeSeries } from '../rules/judge'
import type { WatchKind } from '../schema'

/** Decisions and submissions of this many days are checked. */
const RECENT_DAYS = 30

const lockRow = z.object({ taken: z.boolean() })

/**
 * Checks the whole country and opens, updates and ends alerts. Only one process at a time does this. Not audited, because
 * alerts are derived from audited data.
 * @returns number of open alerts, or null if another process is checking
 */
export async function findAlerts(now = new Date()): Promise<number | null> {
  const rulesOf = await settingByDivision(db(), 'watch-rules')
  const quickSeconds = await quickSecondsByDivision(rulesOf)
  const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS)
  return transact(async (tx) => {
    const [lock] = await rowsOf(tx, lockRow)`
      SELECT pg_try_advisory_xact_lock(hashtext('watch.find')) AS taken`
    if (!lock?.taken) return null
    await allowTime(tx, 'background')
    const overdue = await findOverdue(tx, now)
    const reviewers = await findReviewers(tx, since, quickSeconds)
    const series = await findLowSeries(tx)
    const photos = await findSamePhotos(tx, since)
    const wider = await widerDivisions(tx)
    const found: Record<WatchKind, (FoundAlert | null)[]> = {
      OVERDUE_FILINGS: overdue.map((each) => judgeOverdue(each, rulesOf(each.districtCode))),
      UNUSUAL_REVIEWER: reviewers.map((each) => judgeReviewer(each, rulesOf(each.divisionCode))),
      SERIES_NEARLY_EMPTY: series.map(judgeSeries),
      SAME_PHOTO: photos.map((each) => judgePhoto(each, rulesOf, wider)),
    }
    let open = 0
    for (const [kind, judged] of Object.entries(found)) {
      const alerts = judged.filter((each) => each !== null)
      await write(tx, kind, alerts, now)
      open += alerts.length
    }
    await tx.watchCheck.upsert({ where: { id: 1 }, create: { checkedAt: now }, update: { checkedAt: now } })
    return open
  })
}

/** Codes of all provinces and cities. */
async function widerDivisions(tx: Tx): Promise<Set<string>> {
  const rows = await tx.division.findMany({ where: { level: { lte: 2 } }, select: { code: true } })
  return new Set(rows.map(({ code }) => code))
}

async function quickSecondsByDivision(rulesOf: (code: string) => SettingValue<'watch-rules'>) {
  const codes = new Set([WHOLE_COUNTRY, ...(await divisionsWithWatchRules())])
  return [...codes].map((code) => ({ code, seconds: rulesOf(code).quickSeconds }))
}

/** One statement for a kind: ends alerts that are no longer found, opens new ones and updates changed ones. */
async function write(tx: Tx, kind: string, found: FoundAlert[], now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH found AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS f(subject text, "divisionCode" char(6), places char(6)[], facts jsonb, urgency smallint, level int)),
    ended AS (
      UPDATE alert SET "endedAt" = ${now}
      WHERE kind = ${kind}::"WatchKind" AND "endedAt" IS NULL AND subject NOT IN (SELECT subject FROM found))
    INSERT INTO alert AS a (id, kind, subject, "divisionCode", places, facts, urgency, level, "foundAt", "changedAt")
    SELECT gen_random_uuid(), ${kind}::"WatchKind", subject, "divisionCode", places, facts, urgency, level, ${now}, ${now}
    FROM found
    ON CONFLICT (kind, subject) WHERE "endedAt" IS NULL DO UPDATE SET
      "divisionCode" = EXCLUDED."divisionCode", places = EXCLUDED.places, facts = EXCLUDED.facts,
      urgency = EXCLUDED.urgency, level = EXCLUDED.level,
      "changedAt" = CASE WHEN (a.urgency, a.level) = (EXCLUDED.urgency, EXCLUDED.level)
        THEN a."changedAt" ELSE EXCLUDED."changedAt" END
    WHERE (a."divisionCode", a.places, a.facts, a.urgency, a.level)
      IS DISTINCT FROM (EXCLUDED."divisionCode", EXCLUDED.places, EXCLUDED.facts, EXCLUDED.urgency, EXCLUDED.level)`
}
