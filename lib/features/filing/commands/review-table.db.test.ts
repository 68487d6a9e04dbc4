import { beforeAll, describe, expect, it } from 'vitest'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { filingRoutes } from '@/lib/features/filing/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { FILING_ACTIONS } from '../rules/actions'
import { type DeskFiling, REVIEW_ACTIONS, type ReviewAction } from '../schema/console'
import { FILING_STATUSES, type FilingStatus } from '../schema/owner'

const {
  approveFiling: APPROVE,
  claimFiling: CLAIM,
  declineFiling: DECLINE,
  passFiling: PASS,
  releaseFiling: RELEASE,
  returnFiling: RETURN,
  getDeskFiling: DESK,
  transferFiling: TRANSFER,
} = filingRoutes

/** Every status × action × role of the status table, through the routes; a refusal must leave nothing behind. */
type Claim = 'mine' | 'other' | null
type Case = { action: ReviewAction; status: FilingStatus; claim: Claim; role: StaffRole }

const ROUTES: Record<ReviewAction, Route> = {
  claim: CLAIM,
  release: RELEASE,
  pass: PASS,
  transfer: TRANSFER,
  approve: APPROVE,
  return: RETURN,
  decline: DECLINE,
}

function bodyOf(action: ReviewAction, version: number): object | undefined {
  if (action === 'pass') return { staffId: colleague }
  if (action === 'transfer') return { districtCode: '110108', reason: '机械在海淀区使用' }
  if (action === 'approve') return { version, emissionStage: '3' }
  if (action === 'return')
    return { version, reasons: [{ code: 'PHOTO_UNCLEAR', fields: ['photos.BODY_FRONT'] }] }
  return action === 'decline' ? { version, reason: '不属于登记范围' } : undefined
}

/** The response that the table demands: status and error code. */
function expected({ action, status, claim, role }: Case): string {
  const { from, by, claimant } = FILING_ACTIONS[action]
  if (!by.some((party) => party === role)) return '403 FORBIDDEN'
  if (status === 'DRAFT') return '404 NOT_FOUND'
  if (claim === 'other') return role === 'SUPERVISOR' ? '200' : '409 CLAIMED_BY_OTHER'
  if (claim === 'mine' && action === 'claim') return '200'
  if (from.includes(status)) return '200'
  return claimant && status === 'SUBMITTED' ? '409 NOT_CLAIMED' : '409 STATE_CONFLICT'
}

function statusAfter(action: ReviewAction): FilingStatus {
  return FILING_ACTIONS[action].to ?? 'IN_REVIEW'
}

let staff: Record<StaffRole, StaffSession>
let other: StaffSession
let colleague: string

beforeAll(async () => {
  const sessions = await Promise.all(STAFF_ROLES.map((role) => staffSession(db(), role)))
  staff = Object.fromEntries(STAFF_ROLES.map((role, at) => [role, sessions[at]])) as typeof staff
  other = await staffSession(db(), 'REVIEWER')
  colleague = (await staffSession(db(), 'REVIEWER')).id
  await makeSeries(db(), '110101')
})

async function run(one: Case): Promise<string> {
  const { action, status, claim, role } = one
  const reviewerId = claim === 'mine' ? staff[role].id : other.id
  const { id } = await makeFiling(db(), status, { reviewerId })
  const before = await db().filing.findUniqueOrThrow({ where: { id } })
  const desk = await callRoute<DeskFiling>(DESK, { params: { id }, headers: staff[role].headers })
  const { headers } = staff[role]
  const answer = await callRoute(ROUTES[action], {
    params: { id },
    body: bodyOf(action, before.version),
    headers,
  })
  const after = await db().filing.findUniqueOrThrow({ where: { id } })
  if (answer.status === 200) expect(after.status).toBe(statusAfter(action))
  else expect(after).toEqual(before)
  const again = action === 'claim' && claim === 'mine'
  const offered = desk.status === 200 && desk.body.actions.includes(action)
  expect(`offered: ${offered}`).toBe(`offered: ${answer.status === 200 && !again}`)
  return answer.status === 200 ? '200' : `${answer.status} ${answer.body.code}`
}

describe.each(REVIEW_ACTIONS)('%s', (action) => {
  const states = FILING_STATUSES.flatMap((status): { status: FilingStatus; claim: Claim }[] =>
    status === 'IN_REVIEW'
      ? [
          { status, claim: 'mine' },
          { status, claim: 'other' },
        ]
      : [{ status, claim: null }],
  )

  it.each(STAFF_ROLES)('by a %s, in every status', async (role) => {
    const cases = states
      // Only reviewers hold claims.
      .filter(({ claim }) => claim !== 'mine' || role === 'REVIEWER')
      .map((state): Case => ({ ...state, action, role }))
    const found: string[] = []
    for (const one of cases) found.push(`${one.status} ${one.claim ?? '-'}: ${await run(one)}`)
    expect(found).toEqual(cases.map((one) => `${one.status} ${one.claim ?? '-'}: ${expected(one)}`))
  })
})
