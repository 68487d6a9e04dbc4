import { SYSTEM } from '@/lib/core/actor'
import { chinaDayEnd, chinaDayStart } from '@/lib/core/clock'
import { lockDeadlineRules } from '@/lib/features/setting/commands/deadlines'
import { settingByDivision } from '@/lib/features/setting/queries/settings'
import { audit } from '@/lib/server/audit/audit'
import { allowTime } from '@/lib/server/database/allow-time'
import { longTransaction, type Tx, transact } from '@/lib/server/database/db'
import { dueByRules, type OpenFilings, openFilings } from '../queries/deadline-moves'
import { OPEN_STATUSES } from '../queries/queue-table'

/** Filings per transaction: an officer deciding one of them meanwhile waits 0.1 s at most. */
const BATCH = 1_000

/**
 * Recomputes the deadlines of all open filings of the area; decided filings keep theirs. Runs in many short
 * transactions, each with the rules current at that time: idempotent, and safe to run concurrently.
 * @returns how many filings moved
 */
export async function moveDeadlines(divisionCode: string): Promise<number> {
  let moved = 0
  const open = await longTransaction('background', (tx) => openFilings(tx, divisionCode))
  for (const groups of batchesOf(open)) moved += await transact((tx) => moveBatch(tx, divisionCode, groups))
  return moved
}

function* batchesOf(groups: readonly OpenFilings[]): Generator<OpenFilings[]> {
  let batch: OpenFilings[] = []
  let filings = 0
  for (const group of groups) {
    batch.push(group)
    filings += group.count
    if (filings < BATCH) continue
    yield batch
    batch = []
    filings = 0
  }
  if (batch.length > 0) yield batch
}

async function moveBatch(tx: Tx, divisionCode: string, groups: readonly OpenFilings[]): Promise<number> {
  await allowTime(tx, 'background')
  await lockDeadlineRules(tx, false)
  const due = dueByRules({
    deadline: await settingByDivision(tx, 'review-deadline'),
    calendar: await settingByDivision(tx, 'calendar'),
  })
  const deadlines = new Map(
    groups.map((group) => {
      const { districtCode, day } = group
      const span = { from: chinaDayStart(day), until: chinaDayEnd(day) }
      return [`${districtCode}${day}`, { district: districtCode, ...span, ...due(group) }]
    }),
  )
  const rows = JSON.stringify([...deadlines.values()])
  const moved = await tx.$executeRaw`
    WITH moving AS (
      SELECT f.id, r."warnAt", r."dueAt"
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(district char(6), "from" timestamptz, until timestamptz, "warnAt" timestamptz(3), "dueAt" timestamptz(3))
      JOIN filing f ON f."districtCode" = r.district AND f.status IN ${OPEN_STATUSES}
        AND f."submittedAt" >= r."from" AND f."submittedAt" < r.until
      WHERE (f."warnAt", f."dueAt") IS DISTINCT FROM (r."warnAt", r."dueAt")
      ORDER BY f.id FOR NO KEY UPDATE OF f
    )
    UPDATE filing f SET "warnAt" = moving."warnAt", "dueAt" = moving."dueAt" FROM moving WHERE f.id = moving.id`
  if (moved > 0) {
    await audit(tx, SYSTEM, {
      action: 'filing.move-deadlines',
      subjectType: 'setting',
      subjectId: `deadlines/${divisionCode}`,
      districtCode: divisionCode,
      details: { moved },
    })
  }
  return moved
}
