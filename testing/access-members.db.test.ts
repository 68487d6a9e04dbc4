import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayActAs, UNIT_ROLES, unitRoleOf } from '@/lib/core/unit-role'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeMember } from '@/prisma/factories/unit'
import { bearer } from './access-actors'
import { type Answer, call, inputsFor } from './access-call'
import { type ListeningApi, listen } from './access-routes'
import { routeOf, titlesOf } from './access-table'

/** Of every owner's endpoint: which of a unit's people it serves, and that it serves nobody who is none of them any more. */

let api: ListeningApi
let unitId: string
const people: Record<string, string> = {}

beforeAll(async () => {
  api = await listen()
  unitId = (await makeAccount(db(), { type: 'UNIT' })).id
  for (const role of UNIT_ROLES) people[role] = (await makeMember(db(), unitId, role)).id
  const { id, placeId } = await makeMember(db(), unitId, 'MANAGE')
  await db().unitMember.update({ where: { id: placeId }, data: { endedAt: new Date() } })
  people.REMOVED = id
})
afterAll(() => api.close())

/** Each with a session of its own, since some calls end it. */
async function send(name: string, who: string): Promise<Answer> {
  const route = routeOf(name)
  const [input] = inputsFor(route.endpoint, { params: {} })
  if (!input) throw new Error(`no input for ${name}`)
  return call(api.origin, route, input, await bearer(unitId, false, people[who]))
}

describe('who acts for a unit', () => {
  it.each(titlesOf('account'))('%s serves those whose role is enough', async (name) => {
    const needed = unitRoleOf(routeOf(name).endpoint)
    for (const role of UNIT_ROLES) {
      const { status, text } = await send(name, role)
      const refused = status === 403 && text.includes('您在本单位的权限')
      expect({ role, needed, refused, status }).toSatisfy(
        (answer: { refused: boolean }) => answer.refused === !mayActAs(role, needed),
      )
    }
    expect((await send(name, 'REMOVED')).status).toBe(401)
  })
})
