import { DAY_MS } from '@/lib/core/clock'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from './call-route'
import { type OwnerSession, ownerSession } from './owner-session'
import { type StaffSession, staffSession } from './staff-session'

export const HOME = '110101'

type Routes = Record<
  | 'fileSuccession'
  | 'completeSuccession'
  | 'rejectSuccession'
  | 'withdrawSuccession'
  | 'objectToSuccession'
  | 'listNotices',
  Route
>
type Problem = { code?: string; detail?: string; errors?: { path: string }[] }
type Desk = { former: OwnerSession; successor: OwnerSession; machineId: string; counter: StaffSession }

/** 凭证明过户 at a counter of 东城区. @param routes of the features succession and notice */
export function successionDesk<S>(routes: Routes) {
  /** An owner, an heir with a proved account, a collected machine and an officer of the counter. */
  async function open(): Promise<Desk> {
    const former = await ownerSession(db())
    const successor = await ownerSession(db(), { name: '继承人王五' })
    const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: former.id })
    const counter = await staffSession(db(), 'COUNTER', HOME)
    return { former, successor, machineId: machineId ?? '', counter }
  }

  /** Filed by the counter, or by `who`. */
  async function file({ successor, machineId, counter }: Desk, overrides: object = {}, who = counter) {
    const { id: photoId } = await makePhoto(db(), successor.id, { stored: true })
    return callRoute<S & Problem>(routes.fileSuccession, {
      params: { id: machineId },
      headers: who.headers,
      body: {
        version: 1,
        ground: 'DEATH',
        toId: successor.id,
        idTail: successor.idNumber.slice(-4),
        evidence: ['DEATH_CERTIFICATE', 'INHERITANCE_NOTARISED'],
        compared: true,
        photoIds: [photoId],
        text: '机主之子，持继承公证书',
        ...overrides,
      },
    })
  }
  const act = (
    route: 'completeSuccession' | 'rejectSuccession' | 'withdrawSuccession',
    id: string,
    who: StaffSession,
    body: object,
  ) => callRoute<S & Problem>(routes[route], { params: { id }, headers: who.headers, body })
  const complete = (id: string, who: StaffSession, body: object = { objections: 0 }) =>
    act('completeSuccession', id, who, body)
  const object = (owner: OwnerSession, machineId: string, successionId: string) =>
    callRoute<S & Problem>(routes.objectToSuccession, {
      token: owner.token,
      params: { id: machineId },
      body: { successionId, text: '我没有卖过这台机械' },
    })
  /** As if so many days had passed. */
  async function pass(id: string, days = 16) {
    const { filedAt, ripeAt } = await db().succession.findUniqueOrThrow({ where: { id } })
    const back = (at: Date) => new Date(at.getTime() - days * DAY_MS)
    await db().succession.update({ where: { id }, data: { filedAt: back(filedAt), ripeAt: back(ripeAt) } })
  }
  const ownerOf = async (id: string) => (await db().machine.findUniqueOrThrow({ where: { id } })).ownerId
  const news = async ({ token }: OwnerSession) =>
    (await callRoute<{ data: { kind: string; text: string }[] }>(routes.listNotices, { token })).body.data
  const supervisor = (area = HOME) => staffSession(db(), 'SUPERVISOR', area)
  const trail = async (machineId: string) =>
    (
      await db().auditEvent.findMany({
        where: { subjectId: machineId, action: { startsWith: 'succession.' } },
        orderBy: { id: 'asc' },
      })
    ).map(({ action, actorId }) => [action, actorId])
  const statusOf = async (id: string) => (await db().succession.findUniqueOrThrow({ where: { id } })).status
  return { open, file, act, complete, object, pass, ownerOf, news, supervisor, trail, statusOf }
}
