import { beforeAll, describe, expect, it } from 'vitest'
import { STAFF_ROLES, type StaffRole } from '@/lib/core/actor'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { MACHINE_STATUSES, type MachineStatus } from '@/lib/features/machine/schema/status'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { MACHINE_TRANSITIONS } from '../rules/actions'
import { type ConsoleMachine, MACHINE_ACTIONS, type MachineAction } from '../schema/console'

const {
  correctStage: CORRECT,
  reinstateMachine: REINSTATE,
  revokeMachine: REVOKE,
  getConsoleMachine: MACHINE,
} = dossierRoutes

/** Every status × action × role, through the routes, and the effects of a refusal. */
const ROUTES: Record<MachineAction, Route> = { REVOKE, REINSTATE, CORRECT_STAGE: CORRECT }

let staff: Record<StaffRole, StaffSession>
beforeAll(async () => {
  const sessions = await Promise.all(STAFF_ROLES.map((role) => staffSession(db(), role)))
  staff = Object.fromEntries(STAFF_ROLES.map((role, at) => [role, sessions[at]])) as typeof staff
})

/** The expected result from the table, as the API returns it. */
function expected(action: MachineAction, status: MachineStatus, role: StaffRole): string {
  if (role !== 'SUPERVISOR') return '403 FORBIDDEN'
  return MACHINE_TRANSITIONS[action].from.includes(status) ? '200' : '409 STATE_CONFLICT'
}

async function run(action: MachineAction, status: MachineStatus, role: StaffRole): Promise<string> {
  const { machineId } = await makeFiling(db(), 'COLLECTED')
  const id = machineId ?? ''
  await db().machine.update({ where: { id }, data: { status } })
  const before = await db().machine.findUniqueOrThrow({ where: { id }, include: { numbers: true } })
  const { headers } = staff[role]
  const page = await callRoute<ConsoleMachine>(MACHINE, { params: { id }, headers })
  const stage = action === 'CORRECT_STAGE' ? { emissionStage: '2' } : {}
  const body = { version: before.version, reason: '现场检查不符', ...stage }
  const answer = await callRoute(ROUTES[action], { params: { id }, body, headers })
  const after = await db().machine.findUniqueOrThrow({ where: { id }, include: { numbers: true } })
  if (answer.status === 200) expect(after.status).toBe(MACHINE_TRANSITIONS[action].to)
  else expect(after).toEqual(before)
  const offered = page.status === 200 && page.body.actions.includes(action)
  expect(`offered: ${offered}`).toBe(`offered: ${answer.status === 200}`)
  return answer.status === 200 ? '200' : `${answer.status} ${answer.body.code}`
}

describe.each(MACHINE_ACTIONS)('%s', (action) => {
  it.each(STAFF_ROLES)('by a %s, in every status', async (role) => {
    const found: string[] = []
    for (const status of MACHINE_STATUSES) found.push(`${status}: ${await run(action, status, role)}`)
    expect(found).toEqual(MACHINE_STATUSES.map((status) => `${status}: ${expected(action, status, role)}`))
  })
})
