import { expect } from 'vitest'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { bureauOf } from '@/prisma/factories/staff'
import { callRoute } from './call-route'
import type { StaffSession } from './staff-session'

/** What tests of accounts that wait for a second person share. */

/** What an answer says of an account and of what waits for it. */
type Staff = {
  id: string
  username: string
  name: string
  role: string
  disabledAt: string | null
  bureau: { id: string; name: string }
  enabling: (Request & { state: string }) | null
  disabling: (Request & { state: string }) | null
  secondPerson: boolean
}
type Request = {
  id: string
  askedBy: string
  reason: string
  may: string[]
  confirmers: unknown[]
  notYet: unknown[]
}
type Answer = Staff & Request & { staff: Staff; password: string; link: string; code: string; detail: string }
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
