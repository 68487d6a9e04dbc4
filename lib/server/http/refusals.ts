import { z } from 'zod'
import type { AccountActor, PublicActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { auditFrequent, track } from '@/lib/server/audit/frequent'
import { readRows } from '@/lib/server/database/db'

/** What a refused request named, for the audit record. */
export type Refused = { actor: StaffActor | AccountActor | PublicActor; given: unknown }

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Ids looked for in one request. */
const LOOKED_FOR = 20

const namedRow = z.object({
  kind: z.enum(['account', 'bureau', 'change', 'filing', 'machine', 'photo', 'pickup', 'staff']),
  id: z.string(),
  district: z.string().nullable(),
  /** A second division that may see it: where a machine moves to. */
  other: z.string().nullable(),
  owners: z.array(z.string().nullable()),
})
type NamedRow = z.infer<typeof namedRow>

/**
 * Records that somebody was refused by right, or asked for a row that exists and is not theirs, which was answered as if there
 * were none. Beside the answer: it neither waits for this nor changes by it.
 */
export function recordRefusal(endpoint: AnyEndpoint, { actor, given }: Refused, error: unknown): void {
  if (!(error instanceof AppError) || actor.kind === 'PUBLIC') return
  if (error.code === 'FORBIDDEN' || error.code === 'NOT_FOUND')
    track(record(endpoint, { actor, given }, error.code))
}

async function record(endpoint: AnyEndpoint, { actor, given }: Refused, refusal: string): Promise<void> {
  if (actor.kind === 'PUBLIC') return
  const rows = (await namedRows(given)).filter((row) => !mayHave(actor, row))
  const home = actor.kind === 'STAFF' ? actor.divisionCode : null
  const route = `${endpoint.method} ${endpoint.path}`
  const what = { action: 'access.refuse', subjectType: 'access' } as const
  if (refusal === 'FORBIDDEN' && rows.length === 0)
    auditFrequent(actor, { ...what, subjectId: route, districtCode: home, details: { route, refusal } })
  for (const { kind, id, district } of rows)
    auditFrequent(actor, {
      ...what,
      subjectId: route,
      districtCode: district ?? home,
      details: { route, refusal, kind, row: id },
    })
}

function mayHave(actor: StaffActor | AccountActor, { district, other, owners }: NamedRow): boolean {
  if (actor.kind === 'ACCOUNT') return owners.includes(actor.id)
  return [district, other].some((code) => code !== null && areaContains(actor.divisionCode, code))
}

/** The rows that exist among the ids in what was given. */
async function namedRows(given: unknown): Promise<NamedRow[]> {
  const ids = [...new Set(JSON.stringify(given ?? null).match(UUID))].slice(0, LOOKED_FOR)
  if (ids.length === 0) return []
  return readRows(namedRow)`
    SELECT 'filing' AS kind, id, "districtCode" AS district, NULL AS other, ARRAY["ownerId", "filerId"]::text[] AS owners
      FROM filing WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'machine', id, "districtCode", NULL, ARRAY["ownerId"]::text[] FROM machine WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'change', id, "districtCode", "toDistrictCode", ARRAY["accountId", "newOwnerId"]::text[]
      FROM change WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'pickup', p.id, f."districtCode", NULL, ARRAY[f."ownerId", f."filerId"]::text[]
      FROM pickup p JOIN filing f ON f.id = p."filingId" WHERE p.id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'photo', id, NULL, NULL, ARRAY["accountId"]::text[] FROM photo WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'account', id, NULL, NULL, ARRAY[id]::text[] FROM account WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'staff', s.id, b."divisionCode", NULL, ARRAY[]::text[]
      FROM staff s JOIN bureau b ON b.id = s."bureauId" WHERE s.id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'bureau', id, "divisionCode", NULL, ARRAY[]::text[] FROM bureau WHERE id = ANY (${ids}::uuid[])`
}
