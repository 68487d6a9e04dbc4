import { expect, test } from 'vitest'
import { checkRoutes } from '@/lib/features/check/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import type { MachineCheck } from './schema'

const { check, scanned } = checkRoutes

async function machineOf(status: 'APPROVED' | 'COLLECTED') {
  const owner = await makeAccount(db())
  const { machineId } = await makeFiling(db(), status, { ownerId: owner.id })
  const machine = await db().machine.findUniqueOrThrow({ where: { id: machineId ?? '' } })
  return { owner, machine }
}

const look = (token: string) => callRoute<MachineCheck & { code: string }>(check, { params: { token } })

test('anybody learns the status, nobody the owner; each look is recorded', async () => {
  const { owner, machine } = await machineOf('COLLECTED')
  const { status, body } = await look(machine.checkToken)
  expect(status).toBe(200)
  expect(body).toEqual({
    registrationNumber: machine.registrationNumber,
    status: 'ACTIVE',
    category: '推土机',
    emissionStage: '国三',
    fuel: '柴油',
    cityName: '北京市',
    districtName: '东城区',
    checkedAt: expect.stringMatching(/Z$/),
  })
  expect(JSON.stringify(body)).not.toContain(owner.name)
  const events = await db().auditEvent.findMany({ where: { action: 'check.read', subjectId: machine.id } })
  expect(events).toMatchObject([{ actorKind: 'PUBLIC', actorId: null, districtCode: '110101' }])
})

test.each([
  ['CANCELLED', 'CANCELLED'],
  ['REVOKED', 'REVOKED'],
] as const)('a %s machine is told as such', async (status, expected) => {
  const { machine } = await machineOf('COLLECTED')
  await db().machine.update({ where: { id: machine.id }, data: { status } })
  expect((await look(machine.checkToken)).body.status).toBe(expected)
})

test('a number that waits at the counter is not yet valid', async () => {
  const { machine } = await machineOf('APPROVED')
  expect((await look(machine.checkToken)).body.status).toBe('NOT_COLLECTED')
})

test.each(['A'.repeat(32), 'short', '%27%20OR%201=1'])('an unknown token %s is 404', async (token) => {
  const { status, body } = await look(token)
  expect([status, body.code]).toEqual([404, 'NOT_FOUND'])
})

test('a scanned card leads its owner to the machine, and tells nobody else whose it is', async () => {
  const [owner, other] = [await ownerSession(db()), await ownerSession(db())]
  const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
  const machine = await db().machine.findUniqueOrThrow({ where: { id: machineId ?? '' } })
  const scan = (token: string, checkToken = machine.checkToken) =>
    callRoute<{ id?: string; code?: string; detail?: string }>(scanned, {
      params: { token: checkToken },
      token,
    })
  expect((await scan(owner.token)).body).toEqual({ id: machine.id })
  const foreign = await scan(other.token)
  expect(foreign).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  expect(await scan(other.token, 'A'.repeat(32))).toMatchObject({
    status: 404,
    body: { detail: foreign.body.detail },
  })
  // Sold: the card stays with the machine, the way to it does not stay with the seller.
  await db().machine.update({ where: { id: machine.id }, data: { ownerId: other.id } })
  expect((await scan(owner.token)).status).toBe(404)
  expect((await scan(other.token)).body).toEqual({ id: machine.id })
  const events = await db().auditEvent.findMany({ where: { action: 'check.read', actorId: owner.id } })
  expect(events).toMatchObject([{ subjectId: machine.id, districtCode: '110101' }])
})
