import { beforeAll, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { machineRoutes } from '@/lib/features/machine/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { type MachineSearchPage, machineSearchPage } from '../../schema/search'

let owner: OwnerSession
let id: string
let number: string
beforeAll(async () => {
  owner = await ownerSession(db())
  const made = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id, districtCode: '110101' })
  id = made.machineId ?? ''
  number = made.registrationNumber ?? ''
  await move('110108')
  await move('130203')
})

async function move(districtCode: string): Promise<void> {
  const { id: photoId } = await makePhoto(db(), owner.id)
  const body = { type: 'PLACE', districtCode, photoId }
  const { status } = await callRoute(changeRoutes.createChange, { params: { id }, token: owner.token, body })
  expect(status).toBe(201)
}

async function search(area: string, query: Record<string, string> = {}): Promise<MachineSearchPage> {
  const { headers } = await staffSession(db(), 'REVIEWER', area)
  const { status, body } = await callRoute(machineRoutes.searchMachines, {
    query: { q: number, ...query },
    headers,
  })
  expect(status).toBe(200)
  return machineSearchPage.parse(body)
}

test('a number whose machine left the area is said to have left it, for the city that it left for, and no more', async () => {
  const { data, movedAway } = await search('110108')
  expect([data, movedAway?.number, movedAway?.cityName]).toEqual([[], number, '河北省 唐山市'])
  expect(Object.keys(movedAway ?? {}).toSorted()).toEqual(['cityName', 'movedAt', 'number'])
  // Each area knows of the move out of it, as its list of changes has it.
  expect((await search('110101')).movedAway?.cityName).toBe('北京市')
  expect((await search('110000')).movedAway?.cityName).toBe('河北省 唐山市')
})

test('where it is, it is found; where it never was, nothing is said', async () => {
  for (const area of ['130203', '130200', '000000'])
    expect(await search(area)).toMatchObject({ data: [{ id }], movedAway: null })
  expect(await search('120101')).toMatchObject({ data: [], movedAway: null })
  // Not by a part of the number, which might be another's.
  expect((await search('110108', { q: number.slice(-6) })).movedAway).toBeNull()
  // Hidden by a filter is not away.
  expect(await search('130203', { stage: 'D' })).toMatchObject({ data: [], movedAway: null })
})

test('back again, it is no longer away', async () => {
  await move('110101')
  expect(await search('110101')).toMatchObject({ data: [{ id }], movedAway: null })
  expect((await search('130203')).movedAway?.cityName).toBe('北京市')
})
