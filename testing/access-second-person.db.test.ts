import { beforeAll, describe, expect, test } from 'vitest'
import { ACCESS } from '@/lib/core/access'
import type { StaffRole } from '@/lib/core/actor'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import { disputeRoutes } from '@/lib/features/dispute/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { registrationRoutes } from '@/lib/features/registration/routes'
import { ACTS } from '@/lib/features/second-person/schema'
import { SECOND_PERSON_ACTS, type SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { staffConsoleRoutes } from '@/lib/features/staff/routes/console'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makeSeries } from '@/prisma/factories/series'
import { makeStaff } from '@/prisma/factories/staff'
import { everyStaff, HOME, isInside, type StaffCaller } from './access-actors'
import { needSecondPersons } from './access-acts'
import { contestedNumber } from './access-identity'
import { callRoute } from './call-route'
import { type StaffSession, staffSession } from './staff-session'

/**
 * The table of every act that needs a second person × every role × own, upper, neighbouring and distant area, and the asker
 * himself: who may confirm and decline it. What is expected follows from lib/core/access.ts and the area alone.
 */

const { confirmAct: CONFIRM, declineAct: DECLINE, withdrawAct: WITHDRAW } = confirmationRoutes
const { revokeMachine, reinstateMachine, correctStage } = dossierRoutes
const { deleteSeries } = registrationRoutes

const reason = '现场检查不符'
let callers: StaffCaller[]
let askers: Partial<Record<StaffRole, StaffSession>>
beforeAll(async () => {
  await needSecondPersons()
  callers = await everyStaff()
  askers = {
    SUPERVISOR: await staffSession(db(), 'SUPERVISOR', HOME),
    ADMINISTRATOR: await staffSession(db(), 'ADMINISTRATOR', HOME),
    SECURITY_ADMINISTRATOR: await staffSession(db(), 'SECURITY_ADMINISTRATOR', HOME),
  }
}, 120_000)

const roleOf = (kind: SecondPersonAct): StaffRole => ACCESS[ACTS[kind].action][0]
function askerOf(kind: SecondPersonAct): StaffSession {
  const asker = askers[roleOf(kind)]
  if (!asker) throw new Error(`nobody asks for ${kind}`)
  return asker
}

async function machine(status: 'ACTIVE' | 'REVOKED'): Promise<string> {
  const { machineId } = await makeFiling(db(), 'COLLECTED', { districtCode: HOME })
  const id = machineId ?? ''
  await db().machine.update({ where: { id }, data: { status } })
  return id
}

/** Subject, route and body of each act. */
const ASK: Record<SecondPersonAct, () => Promise<{ id: string; route: Route; body: object }>> = {
  REVOKE_MACHINE: async () => ({
    id: await machine('ACTIVE'),
    route: revokeMachine,
    body: { version: 1, reason },
  }),
  REINSTATE_MACHINE: async () => ({
    id: await machine('REVOKED'),
    route: reinstateMachine,
    body: { version: 1, reason },
  }),
  CORRECT_STAGE: async () => ({
    id: await machine('ACTIVE'),
    route: correctStage,
    body: { version: 1, reason, emissionStage: 'X' },
  }),
  DELETE_SERIES: async () => {
    const { id, lastSerial } = await makeSeries(db(), HOME)
    return { id, route: deleteSeries, body: { lastSerial, reason } }
  },
  ENABLE_STAFF: async () => {
    const { id } = await makeStaff(db(), 'REVIEWER', HOME, { disabledAt: new Date() })
    return { id, route: staffConsoleRoutes.enableStaff, body: {} }
  },
  UPHOLD_DISPUTE: async () => {
    const { id, idTail } = await contestedNumber()
    const body = { upheld: true, idTail, answer: '证件原件与申诉人一致', machines: 0, filings: 0 }
    return { id, route: disputeRoutes.decideDispute, body }
  },
  DISABLE_STAFF: async () => {
    const { id } = await makeStaff(db(), 'SECURITY_ADMINISTRATOR', HOME)
    return { id, route: staffConsoleRoutes.disableStaff, body: {} }
  },
}

async function asked(kind: SecondPersonAct): Promise<{ id: string; subjectId: string }> {
  const { id: subjectId, route, body } = await ASK[kind]()
  const { headers } = askerOf(kind)
  const { status } = await callRoute(route, { params: { id: subjectId }, body, headers })
  expect(status).toBe(200)
  const { id } = await db().pendingAct.findFirstOrThrow({ where: { subjectId, state: 'WAITING' } })
  return { id, subjectId }
}

/** 403 for a role that confirms nothing, 404 outside the area or for a role that may not do this act, otherwise done. */
function expected(kind: SecondPersonAct, { role, area }: StaffCaller): number {
  const confirming: readonly StaffRole[] = ACCESS['act.confirm']
  const doing: readonly StaffRole[] = ACCESS[ACTS[kind].action]
  if (!confirming.includes(role)) return 403
  return doing.includes(role) && isInside(area) ? 200 : 404
}

describe.each(SECOND_PERSON_ACTS)('%s', (kind) => {
  test.each([
    ['confirmed', CONFIRM, undefined],
    ['declined', DECLINE, { reason: '没有依据' }],
  ] as const)('is %s by who may do it in the area, and by nobody else', async (_, route, body) => {
    const wrong: string[] = []
    let act = await asked(kind)
    for (const caller of callers) {
      const { status } = await callRoute(route, {
        params: { id: act.id },
        body,
        headers: caller.credentials,
      })
      const due = expected(kind, caller)
      if (status !== due) wrong.push(`${caller.role} ${caller.area}: ${status}, not ${due}`)
      const { state } = await db().pendingAct.findUniqueOrThrow({ where: { id: act.id } })
      if ((due === 200) !== (state !== 'WAITING')) wrong.push(`${caller.role} ${caller.area}: ${state}`)
      if (due === 200) act = await asked(kind)
    }
    expect(wrong).toEqual([])
  })

  test('is never confirmed or declined by who asked, who alone may withdraw it', async () => {
    const { id, subjectId } = await asked(kind)
    const own = { params: { id }, headers: askerOf(kind).headers }
    expect((await callRoute(CONFIRM, own)).status).toBe(403)
    expect((await callRoute(DECLINE, { ...own, body: { reason: '没有依据' } })).status).toBe(403)
    for (const { credentials: headers } of callers) {
      expect([403, 404]).toContain((await callRoute(WITHDRAW, { params: { id }, headers })).status)
    }
    expect(await db().pendingAct.findUnique({ where: { id } })).toMatchObject({ state: 'WAITING' })
    expect((await callRoute(WITHDRAW, own)).status).toBe(200)
    expect(await db().auditEvent.count({ where: { subjectId, action: 'act.withdraw' } })).toBe(1)
  })
})
