import { z } from 'zod'
import { type SinkName, sinkNames } from '@/lib/server/audit/sinks/sink'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { SinkState } from '../schema'

const stateRow = z.object({
  name: z.string(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  deliveredSeq: z.bigint().nullable(),
  deliveredAt: z.date().nullable(),
  waiting: z.int(),
  since: z.date().nullable(),
})

/** What each sink that is set has taken, and what waits for it since when. Empty: none is set. */
export async function sinkStates(): Promise<SinkState[]> {
  const names = sinkNames()
  if (names.length === 0) return []
  const rows = await rowsOf(db(), stateRow)`
    SELECT s.name, s.attempts, s."lastError", s."deliveredSeq", s."deliveredAt", w.waiting, w.since
    FROM audit_sink s CROSS JOIN LATERAL (
      SELECT count(*)::int AS waiting, min("madeAt") AS since FROM audit_head_waiting WHERE sink = s.name) w`
  const known = new Map(rows.map((row) => [row.name, row]))
  return names.map((name) => stateOf(name, known.get(name)))
}

function stateOf(name: SinkName, row: z.infer<typeof stateRow> | undefined): SinkState {
  return {
    name,
    waiting: row?.waiting ?? 0,
    since: row?.since?.toISOString() ?? null,
    attempts: row?.attempts ?? 0,
    lastError: row?.lastError ?? null,
    deliveredSeq: row?.deliveredSeq?.toString() ?? null,
    deliveredAt: row?.deliveredAt?.toISOString() ?? null,
  }
}
