import { expect } from 'vitest'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { signInStaff } from '@/lib/features/staff/commands/sign-in'
import type { StaffDto } from '@/lib/features/staff/schema/staff'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { bureauOf } from '@/prisma/factories/staff'
import { callRoute } from './call-route'
import type { StaffSession } from './staff-session'

/** What tests of accounts that wait for a second person share. */

const browser = { address: '10.0.0.41', device: 'Chrome 94 · Windows 10' }
export const signIn = (username: string, password: string) => signInStaff({ username, password }, browser)

type Answer = StaffDto &
  PendingAct & { staff: StaffDto; password: string; link: string; code: string; detail: string }
export const call = (route: Route, who: StaffSession, id?: string, body?: unknown) =>
  callRoute<Answer>(route, { headers: who.headers, params: id ? { id } : {}, body })
export const row = (id: string) => db().staff.findUniqueOrThrow({ where: { id } })
export const works = async (id: string) => (await row(id)).disabledAt === null
export const waitingFor = (id: string) =>
  db().pendingAct.findMany({ where: { subjectId: id, kind: 'ENABLE_STAFF', state: 'WAITING' } })
export async function onlyRequest(id: string): Promise<string> {
  const acts = await waitingFor(id)
  expect(acts).toHaveLength(1)
  return acts[0]?.id ?? ''
}
export const recorded = (subjectId: string, action: string) =>
  db().auditEvent.findMany({ where: { subjectId, action }, orderBy: { id: 'asc' } })
export const newPerson = async (role: string, divisionCode: string) => ({
  username: `new.${crypto.randomUUID().slice(0, 8)}`,
  name: '王芳',
  role,
  bureauId: (await bureauOf(db(), divisionCode)).id,
})
