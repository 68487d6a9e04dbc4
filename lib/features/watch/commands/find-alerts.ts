import { z } from 'zod'
import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import { DAY_MS } from '@/lib/core/clock'
import { SETTINGS, type SettingValue } from '@/lib/features/setting/schema/settings'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { findLowSeries, findOverdue, findReviewers, findSamePhotos, watchRuleRows } from '../queries/find'
import { type Found, judgeOverdue, judgePhoto, judgeReviewer, judgeSeries } from '../rules/judge'
import type { WatchKind } from '../schema'

type Rules = SettingValue<'watch-rules'>

/** Reviewers' decisions and submissions of this many days are looked at. */
const RECENT_DAYS = 30

const lockRow = z.object({ taken: z.boolean() })

/**
 * Looks for all that an alert tells of, in the whole country: opens, updates and ends alerts. One process at a time; who
 * finds another at it has nothing to do. Alerts follow from rows that are recorded themselves: no audit rows.
 * @returns how many alerts are open afterwards, or null when another process was at it
 */
export async function findAlerts(now = new Date()): Promise<number | null> {
  const { rulesOf, quickSeconds } = await readRules()
  const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS)
  return transact(async (tx) => {
    const [lock] = await rowsOf(tx, lockRow)`
      SELECT pg_try_advisory_xact_lock(hashtext('watch.find')) AS taken`
    if (!lock?.taken) return null
    const overdue = await findOverdue(tx, now)
    const reviewers = await findReviewers(tx, since, quickSeconds)
    const series = await findLowSeries(tx)
    const photos = await findSamePhotos(tx, since)
    const found: Record<WatchKind, (Found | null)[]> = {
      OVERDUE_FILINGS: overdue.map((each) => judgeOverdue(each, rulesOf(each.districtCode))),
      UNUSUAL_REVIEWER: reviewers.map((each) => judgeReviewer(each, rulesOf(each.divisionCode))),
      SERIES_NEARLY_EMPTY: series.map(judgeSeries),
      SAME_PHOTO: photos.map((each) => judgePhoto(each, rulesOf)),
    }
    let open = 0
    for (const [kind, judged] of Object.entries(found)) {
      const alerts = judged.filter((each) => each !== null)
      await write(tx, kind, alerts, now)
      open += alerts.length
    }
    return open
  })
}

/** The rule as it holds for a division: the most particular row that can be read. */
async function readRules() {
  const own = new Map<string, Rules>([[WHOLE_COUNTRY, SETTINGS['watch-rules'].initial]])
  for (const { divisionCode, value } of await watchRuleRows()) {
    const parsed = SETTINGS['watch-rules'].schema.safeParse(value)
    if (parsed.success) own.set(divisionCode, parsed.data)
  }
  const rulesOf = (code: string): Rules => {
    const chain = [...areaChain(code), WHOLE_COUNTRY]
    const holds = chain.map((each) => own.get(each)).find((rules) => rules !== undefined)
    return holds ?? SETTINGS['watch-rules'].initial
  }
  return { rulesOf, quickSeconds: [...own].map(([code, rules]) => ({ code, seconds: rules.quickSeconds })) }
}

/** One statement for a kind: what is no longer found ends, what is new opens, what changed is brought up to date. */
async function write(tx: Tx, kind: string, found: Found[], now: Date): Promise<void> {
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
