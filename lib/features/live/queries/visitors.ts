import { z } from 'zod'
import { readRows } from '@/lib/server/database/db'
import type { Visit } from '../rules/hears'

const row = z.object({ id: z.uuid(), districtCode: z.string() })

/** Filings that an officer opened or left within the last `seconds`, by the database's clock. */
export async function readVisits(seconds: number): Promise<Visit[]> {
  const rows = await readRows(row)`
    SELECT DISTINCT f.id, f."districtCode" FROM presence p JOIN filing f ON f.id = p."filingId"
    WHERE p."changedAt" >= now() - make_interval(secs => ${seconds}) AND f."districtCode" IS NOT NULL`
  return rows.map(({ id, districtCode }) => ({ kind: 'presence', id, districts: [districtCode] }))
}
