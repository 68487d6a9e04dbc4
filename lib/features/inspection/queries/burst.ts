import { z } from 'zod'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { BURST_HOURS, type Burst } from '../rules/burst'
import type { InspectionFacts } from '../rules/facts'

const burst = z.object({
  filings: z.int(),
  owners: z.int(),
  districts: z.int(),
  filingIds: z.array(z.uuid()),
})

/** Others that are named: the desk shows those of the officer's area. */
const MAX_NAMED = 50
const HOUR = 3_600_000

/** What the same account submitted around this filing, by its index on the filer. */
export async function findBurst(
  reader: Pick<Tx, '$queryRaw'>,
  { filingId, filerId, submittedAt }: InspectionFacts,
): Promise<Burst> {
  const from = new Date(submittedAt.getTime() - BURST_HOURS * HOUR)
  const to = new Date(submittedAt.getTime() + BURST_HOURS * HOUR)
  const [found] = await rowsOf(reader, burst)`
    SELECT count(*)::int AS filings, (count(DISTINCT "ownerId") FILTER (WHERE "ownerId" <> "filerId"))::int AS owners,
      count(DISTINCT "districtCode")::int AS districts,
      coalesce((array_agg(id ORDER BY "submittedAt" DESC) FILTER (WHERE id <> ${filingId}::uuid))[1:${MAX_NAMED}::int], '{}') AS "filingIds"
    FROM filing
    WHERE "filerId" = ${filerId}::uuid AND status <> 'DRAFT' AND "submittedAt" BETWEEN ${from} AND ${to}`
  return found ?? { filings: 0, owners: 0, districts: 0, filingIds: [] }
}
