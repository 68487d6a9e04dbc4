import { z } from 'zod'
import { chinaDay } from '@/lib/core/clock'
import { readDivisionFinder } from '@/lib/features/division/queries/finder'
import { inForce } from '@/lib/features/division/queries/in-force'
import { filingStatus } from '@/lib/features/filing/schema/owner'
import { listAll } from '@/lib/features/setting/queries/lists'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { BatchFacts } from '../rules/read-row'
import type { OwnRecord } from '../rules/repeats'

/** What rows are judged by: items and districts that may be chosen today. */
export async function batchFacts(): Promise<BatchFacts> {
  const today = chinaDay(new Date())
  const [lists, findDistrict, districts] = await Promise.all([
    listAll(db()),
    readDivisionFinder(),
    db().division.findMany({
      where: { leaf: true, AND: inForce(new Date(today)) },
      select: { code: true },
    }),
  ])
  const usable = new Set(districts.map(({ code }) => code))
  return { lists, findDistrict, usable, today, now: new Date() }
}

const text = z.string().nullable()
const own = z.object({
  number: z.string(),
  status: filingStatus.nullable(),
  machineEnvCode: text,
  machineSerial: text,
  engineSerial: text,
  pin: text,
  maker: text,
  model: text,
})

/** The machines that the account owns, and its filings that are not decided yet, drafts included. */
export function ownRecords(reader: Pick<Tx, '$queryRaw'>, accountId: string): Promise<OwnRecord[]> {
  return rowsOf(reader, own)`
    SELECT "registrationNumber" AS number, NULL AS status, "machineEnvCode", "machineSerial", "engineSerial", pin,
      content->'machine'->>'manufacturer' AS maker, content->'machine'->>'model' AS model
    FROM machine WHERE "ownerId" = ${accountId}::uuid AND status = 'ACTIVE'
    UNION ALL
    SELECT number, status::text, "machineEnvCode", "machineSerial", "engineSerial", pin,
      content->'machine'->>'manufacturer', content->'machine'->>'model'
    FROM filing WHERE ("filerId" = ${accountId}::uuid OR "ownerId" = ${accountId}::uuid)
      AND status IN ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'RETURNED')`
}
