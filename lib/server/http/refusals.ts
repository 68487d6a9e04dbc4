import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AccountActor, PublicActor, StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { AuditEntry } from '@/lib/server/audit/audit'
import { auditFrequent, track } from '@/lib/server/audit/frequent'
import { readRows } from '@/lib/server/database/db'
import { requestContext } from './request-context'

/** What a refused request named, for the audit record. */
export type Refused = { actor: StaffActor | AccountActor | PublicActor; given: unknown }

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Ids looked for in one request. */
const LOOKED_FOR = 20

const namedRow = z.object({
  kind: z.enum(['account', 'act', 'bureau', 'change', 'filing', 'machine', 'photo', 'pickup', 'staff']),
  id: z.string(),
  district: z.string().nullable(),
  /** A second division that may see it: where a machine moves to. */
  other: z.string().nullable(),
  owners: z.array(z.string().nullable()),
})
type NamedRow = z.infer<typeof namedRow>

/** Refusals by right; and by number: whoever looks up more than the work needs is to be seen, too. */
const BY_RIGHT = ['FORBIDDEN', 'NOT_FOUND']
const BY_NUMBER = ['LOCKED', 'RATE_LIMITED']

/**
 * Records that somebody was refused by right, that an officer has reached a limit, or that somebody asked for a row that exists and
 * is not theirs, which was answered as if there were none. Beside the answer: it neither waits for this nor changes by it.
 */
export function recordRefusal(endpoint: AnyEndpoint, { actor, given }: Refused, error: unknown): void {
  if (!(error instanceof AppError) || actor.kind === 'PUBLIC') return
  // An upload that finds no room is sent again by the page: nobody was refused anything.
  const byNumber = BY_NUMBER.includes(error.code) && actor.kind === 'STAFF' && !endpoint.upload
  if (byNumber || BY_RIGHT.includes(error.code))
    track(record(`${endpoint.method} ${endpoint.path}`, { actor, given }, error.code))
}

/**
 * The same of a page, which is rendered apart from the API.
 * @param path the page's, with nothing that a person typed: no search
 * @param address null: not known
 */
export function recordPageRefusal(actor: StaffActor, path: string, address: string | null): void {
  const route = `GET ${path.replaceAll(UUID, '{id}')}`
  requestContext.run({ requestId: randomUUID(), address }, () =>
    track(record(route, { actor, given: path }, 'FORBIDDEN')),
  )
}

async function record(route: string, { actor, given }: Refused, refusal: string): Promise<void> {
  if (actor.kind === 'PUBLIC') return
  const named = BY_NUMBER.includes(refusal) ? [] : await namedRows(given)
  const rows = refusal === 'NOT_FOUND' ? named.filter((row) => !mayHave(actor, row)) : named
  const home = actor.kind === 'STAFF' ? actor.divisionCode : null
  const what = { action: 'access.refuse', subjectType: 'access', subjectId: route } as const
  if (refusal !== 'NOT_FOUND' && rows.length === 0)
    recordOne(actor, { ...what, districtCode: home, details: { route, refusal } })
  for (const { kind, id, district } of rows)
    recordOne(actor, {
      ...what,
      districtCode: district ?? home,
      details: { route, refusal, kind, row: id },
    })
}

/** A HEAD writes nothing that a GET would; that it was refused is recorded all the same. */
function recordOne(actor: StaffActor | AccountActor, entry: AuditEntry): void {
  const request = requestContext.getStore() ?? { requestId: randomUUID(), address: null }
  requestContext.run({ ...request, readOnly: false }, () => auditFrequent(actor, entry))
}

function mayHave(actor: StaffActor | AccountActor, { kind, district, other, owners }: NamedRow): boolean {
  if (actor.kind === 'ACCOUNT') return owners.includes(actor.id)
  // Not found within one's area as well: acts of a kind that the role may not do, or that another asked for.
  if (kind === 'act') return false
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
    UNION ALL SELECT 'act', id, "divisionCode", NULL, ARRAY[]::text[] FROM pending_act WHERE id = ANY (${ids}::uuid[])
    UNION ALL SELECT 'bureau', id, "divisionCode", NULL, ARRAY[]::text[] FROM bureau WHERE id = ANY (${ids}::uuid[])`
}
