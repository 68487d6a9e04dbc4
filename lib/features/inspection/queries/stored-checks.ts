import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { notYetText } from '../rules/not-yet'
import { checkCode, type DeskCheck, type InspectionState } from '../schema'
import { RULES } from './rule-table'

const storedResult = z.object({
  code: z.string(),
  version: z.int(),
  result: z.enum(['CLEAR', 'DOUBT', 'NOT_CHECKED']),
  text: z.string(),
  paths: z.array(z.string()),
  filingIds: z.array(z.uuid()),
})
const inspection = z.object({
  revision: z.int(),
  inspectedAt: z.date().nullable(),
  pending: z.boolean(),
  results: z.array(storedResult),
})

/** After that nobody waits for it any longer: the server that should do it is down or busy. */
const PENDING_SECONDS = 60

/**
 * The stored checks of a filing's last submission. Each rule without a result is a check that was not made, and says so.
 * Of other filings those of the actor's area are named.
 * @param revision the submission that is shown: results of an earlier one are none
 */
export async function storedChecks(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  { id, revision }: { id: string; revision: number },
): Promise<{ checks: DeskCheck[]; state: InspectionState }> {
  const soon = new Date(Date.now() - PENDING_SECONDS * 1000)
  const [row] = await rowsOf(reader, inspection)`
    SELECT i.revision, i."inspectedAt", coalesce(i."wantedAt" > ${soon}, FALSE) AS pending, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'version', r.version, 'result', r.result, 'text', r.text,
        'paths', to_jsonb(r.paths), 'filingIds', (
          SELECT coalesce(jsonb_agg(f.id ORDER BY named.place), '[]')
          FROM unnest(r."filingIds") WITH ORDINALITY named (id, place) JOIN filing f ON f.id = named.id
          WHERE f.status <> 'DRAFT' AND ${areaSql(actor.area)})) ORDER BY r.code, r.position), '[]')
      FROM inspection_result r WHERE r."filingId" = i."filingId") AS results
    FROM inspection i WHERE i."filingId" = ${id}::uuid`
  const current = row?.revision === revision ? row : undefined
  return {
    checks: RULES.flatMap(({ code, version }): DeskCheck[] => {
      const own = current?.results.filter((result) => result.code === code) ?? []
      return own.length > 0 ? own.flatMap(shown) : [notYet(code, version)]
    }),
    state: { at: current?.inspectedAt?.toISOString() ?? null, pending: row?.pending ?? false },
  }
}

function shown(result: z.output<typeof storedResult>): DeskCheck[] {
  const code = checkCode.safeParse(result.code)
  return code.success
    ? [{ ...result, code: code.data, level: result.result === 'CLEAR' ? 'OK' : 'WARN' }]
    : []
}

const notYet = (code: DeskCheck['code'], version: number): DeskCheck => ({
  code,
  version,
  level: 'WARN',
  result: 'NOT_CHECKED',
  text: notYetText(code),
  paths: [],
  filingIds: [],
})
