import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskChange } from './schema/console'
import type { ChangeDto } from './schema/owner'

const { createChange: CREATE, getDeskChange: DESK } = changeRoutes
const { getConsoleMachine: MACHINE } = dossierRoutes

/** A machine of 东城区 that moves to 海淀区, and there again, is changed and changes hands: what each bureau sees of it. */

const SECRET_PLACE = '中关村地下停车场工地'
const NEW_OWNER = '司马新主'

let before: StaffSession
let after: StaffSession
let owner: OwnerSession
let decided: string
let move: string
let machineId: string

beforeAll(async () => {
  before = await staffSession(db(), 'REVIEWER')
  after = await staffSession(db(), 'REVIEWER', '110108')
  owner = await ownerSession(db())
  const earlier = new Date(Date.now() - 3_600_000)
  const change = await makeChange(db(), {
    status: 'DONE',
    submittedAt: earlier,
    filing: { ownerId: owner.id },
  })
  decided = change.id
  machineId = change.machineId
  const place = async (placeDetail: string, placeCode: string) => {
    const photoId = (await makePhoto(db(), owner.id)).id
    const body = { type: 'PLACE', districtCode: '110108', placeCode, placeDetail, photoId }
    const answer = await callRoute<ChangeDto>(CREATE, { params: { id: machineId }, body, token: owner.token })
    expect(answer.status).toBe(201)
    return answer.body.id
  }
  move = await place('海淀区第一处工地', 'PORT')
  await place(SECRET_PLACE, 'OTHER')
  const heir = await ownerSession(db(), { name: NEW_OWNER })
  await db().machine.update({
    where: { id: machineId },
    data: { ownerId: heir.id, version: { increment: 1 } },
  })
})

const desk = async (id: string, { headers }: StaffSession) => {
  const answer = await callRoute<DeskChange>(DESK, { params: { id }, headers })
  expect(answer.status).toBe(200)
  return answer.body
}

describe('the bureau that a machine left', () => {
  test('sees what it decided on, as it was: no new place, no new owner', async () => {
    const seen = await desk(decided, before)
    expect(seen.machine.district).toMatchObject({ code: '110101' })
    expect(seen.machine.content).toMatchObject({
      districtCode: '110101',
      placeDetail: '地铁三号线东延工程二标段',
    })
    expect(seen.machine.papersOf).toBeNull()
    expect(JSON.stringify(seen)).not.toContain(SECRET_PLACE)
    expect(JSON.stringify(seen)).not.toContain('海淀区第一处工地')
    expect(JSON.stringify(seen)).not.toContain(NEW_OWNER)
  })

  test('sees of the move which district it went to, not where there', async () => {
    const seen = await desk(move, before)
    expect(seen.toDistrict).toMatchObject({ code: '110108' })
    expect(seen.lines.find(({ path }) => path === 'districtCode')?.after).toBe('北京市 海淀区')
    expect(seen.lines.filter(({ path }) => path !== 'districtCode').map((line) => line.after)).toEqual([
      '由迁入地登记单位掌握',
      '由迁入地登记单位掌握',
    ])
    expect(seen.photos).toEqual([])
    expect(seen.machine.content).toMatchObject({ districtCode: '110101' })
    expect(JSON.stringify(seen)).not.toContain('第一处工地')
  })

  test('has the machine no more', async () => {
    const answer = await callRoute(MACHINE, { params: { id: machineId }, headers: before.headers })
    expect(answer.status).toBe(404)
  })
})

describe('the bureau where it is now', () => {
  test('sees the machine as it is, with its owner, and the whole of the move', async () => {
    const seen = await desk(move, after)
    expect(seen.photos).toHaveLength(1)
    expect(seen.lines.map((line) => line.after)).toContain('海淀区第一处工地')
    expect(seen.machine.content).toMatchObject({ placeDetail: SECRET_PLACE })
    const answer = await callRoute<{ owner: { name: string } }>(MACHINE, {
      params: { id: machineId },
      headers: after.headers,
    })
    expect(answer.body.owner.name).toBe(NEW_OWNER)
  })

  test('does not open what only the other bureau decided', async () => {
    const answer = await callRoute(DESK, { params: { id: decided }, headers: after.headers })
    expect(answer.status).toBe(404)
  })
})
