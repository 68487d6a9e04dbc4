import { describe, expect, it } from 'vitest'
import { chinaDay, DAY_MS } from '@/lib/core/clock'
import { changeRoutes } from '@/lib/features/change/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { makeMember } from '@/prisma/factories/unit'
import { callRoute } from '@/testing/call-route'
import { actingToken, ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { machineUserRoutes } from './routes'
import type { MachineUserDto } from './schema'

const { listMachineUsers, addMachineUser, changeMachineUser, deleteMachineUser, revealMachineUser } =
  machineUserRoutes

type Answer = MachineUserDto & { code?: string; errors?: { path: string; code: string }[] }
const LESSEE = { kind: 'LESSEE', type: 'PERSON', name: '李承租', phone: '139 1111 2222', from: '2026-01-01' }

async function owned(seed: object = {}) {
  const owner = await ownerSession(db(), seed)
  const { machineId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
  return { owner, id: machineId ?? '' }
}
const add = (token: string, id: string, body: object = {}) =>
  callRoute<Answer>(addMachineUser, { token, params: { id }, body: { ...LESSEE, ...body } })
const change = (token: string, id: string, userId: string, body: object) =>
  callRoute<Answer>(changeMachineUser, { token, params: { id, userId }, body })
const list = async (token: string, id: string) =>
  callRoute<{ data: MachineUserDto[] }>(listMachineUsers, { token, params: { id } })
const errorOf = ({ status, body }: { status: number; body: Answer }) => [status, body.errors?.[0]?.code]

describe('a machine’s user', () => {
  it('is stored sealed, shown with a masked phone, and recorded without name and phone', async () => {
    const { owner, id } = await owned()
    const { status, body } = await add(owner.token, id)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({
      name: '李承租',
      phoneMasked: '139****2222',
      from: '2026-01-01',
      until: null,
    })
    const row = await db().machineUser.findUniqueOrThrow({ where: { id: body.id } })
    expect(`${row.name} ${row.phone}`).not.toMatch(/李承租|13911112222/)
    const events = await db().auditEvent.findMany({ where: { subjectId: id, action: 'machine.add-user' } })
    expect(events).toHaveLength(1)
    expect(JSON.stringify(events[0]?.details)).not.toMatch(/李承租|139/)
  })

  it('never overlaps another in time, also when two are declared at once', async () => {
    const { owner, id } = await owned()
    const first = (await add(owner.token, id, { until: '2026-03-31' })).body
    expect(errorOf(await add(owner.token, id, { from: '2026-03-31' }))).toEqual([422, 'OVERLAP'])
    expect((await add(owner.token, id, { from: '2026-04-01', until: '2026-05-01' })).status).toBe(201)
    expect(errorOf(await change(owner.token, id, first.id, { until: null }))).toEqual([422, 'OVERLAP'])
    expect(errorOf(await add(owner.token, id, { from: '2026-07-01', until: '2026-06-30' }))).toEqual([
      422,
      'ORDER',
    ])
    const both = await Promise.all([1, 2].map(() => add(owner.token, id, { from: '2026-08-01' })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  })

  it('is corrected field by field, ended and removed', async () => {
    const { owner, id } = await owned()
    const { body } = await add(owner.token, id)
    const corrected = await change(owner.token, id, body.id, { name: '李承祖', until: '2026-02-01' })
    expect(corrected.body).toMatchObject({ name: '李承祖', phoneMasked: '139****2222', until: '2026-02-01' })
    expect((await change(owner.token, id, body.id, { phone: null })).body.phoneMasked).toBeNull()
    const remove = () => callRoute(deleteMachineUser, { token: owner.token, params: { id, userId: body.id } })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  })

  it('is declared by the owner alone, and of a unit by whoever may file', async () => {
    const { owner, id } = await owned({ type: 'UNIT' })
    const stranger = await ownerSession(db())
    expect((await add(stranger.token, id)).status).toBe(404)
    const looker = await makeMember(db(), owner.id, 'LOOK')
    const token = await actingToken(db(), owner.id, looker.id)
    expect((await add(token, id)).status).toBe(403)
    await add(owner.token, id)
    expect((await list(token, id)).body.data).toHaveLength(1)
  })

  it('ends with the ownership: the new owner sees none, and declares an own one', async () => {
    const { owner, id } = await owned()
    const buyer = await ownerSession(db())
    const day = (offset: number) => chinaDay(new Date(Date.now() + offset * DAY_MS))
    const { body } = await add(owner.token, id, { until: day(30) })
    const next = (await add(owner.token, id, { from: day(31) })).body
    await db().machine.update({ where: { id }, data: { ownerId: buyer.id } })
    const row = await db().machineUser.findUniqueOrThrow({ where: { id: body.id } })
    expect(row.untilDay?.toISOString().slice(0, 10)).toBe(day(0))
    expect(await db().machineUser.count({ where: { id: next.id } })).toBe(0)
    expect((await list(owner.token, id)).status).toBe(404)
    expect((await list(buyer.token, id)).body.data).toEqual([])
    expect((await add(buyer.token, id, { name: '赵新租' })).status).toBe(201)
  })
})

describe('a cancellation', () => {
  it('ends the use on its day, removes what had not begun, and lets nothing be open again', async () => {
    const { owner, id } = await owned()
    const day = (offset: number) => chinaDay(new Date(Date.now() + offset * DAY_MS))
    const past = (await add(owner.token, id, { until: '2026-02-01' })).body
    const open = (await add(owner.token, id, { from: '2026-03-01', until: day(30) })).body
    const future = (await add(owner.token, id, { from: day(31) })).body
    const asked = await callRoute<{ id: string }>(changeRoutes.createChange, {
      token: owner.token,
      params: { id },
      body: {
        type: 'CANCELLATION',
        reason: '机械已报废',
        photos: [{ slot: 'OTHER_1', photoId: (await makePhoto(db(), owner.id)).id }],
      },
    })
    expect(asked.status).toBe(201)
    const { headers } = await staffSession(db(), 'REVIEWER')
    const approved = await callRoute(changeRoutes.approveChange, {
      headers,
      params: { id: asked.body.id },
      body: { version: 1 },
    })
    expect(approved.status).toBe(200)
    const { data } = (await list(owner.token, id)).body
    expect(data.map((user) => [user.id, user.until])).toEqual([
      [open.id, day(0)],
      [past.id, '2026-02-01'],
    ])
    expect(await db().machineUser.count({ where: { id: future.id } })).toBe(0)
    expect(errorOf(await change(owner.token, id, open.id, { until: null }))).toEqual([422, 'CANCELLED'])
    expect(errorOf(await add(owner.token, id, { from: day(1) }))).toEqual([422, 'CANCELLED'])
    expect((await change(owner.token, id, open.id, { name: '李承祖' })).status).toBe(200)
  })

  it('and a declaration at the same moment leave nothing open', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { owner, id } = await owned()
      const cancel = () => db().machine.update({ where: { id }, data: { status: 'CANCELLED' } })
      const declare = () => add(owner.token, id)
      await Promise.all(round % 2 === 0 ? [cancel(), declare()] : [declare(), cancel()])
      expect(await db().machineUser.count({ where: { machineId: id, untilDay: null } })).toBe(0)
    }
  })
})

describe('an officer', () => {
  it('sees a person masked and a unit by name, of former owners too; the whole only with a purpose, recorded', async () => {
    const { owner, id } = await owned()
    const { body } = await add(owner.token, id, { until: '2026-02-01' })
    await add(owner.token, id, { type: 'UNIT', name: '某某租赁有限公司', from: '2026-03-01', phone: null })
    await db().machine.update({ where: { id }, data: { ownerId: (await makeAccount(db())).id } })
    const { headers } = await staffSession(db(), 'SUPERVISOR')
    const seen = await callRoute<ConsoleMachine>(dossierRoutes.getConsoleMachine, { headers, params: { id } })
    expect(seen.body.users).toMatchObject([
      { name: '某某租赁有限公司', phoneMasked: null, byOwnerNow: false },
      { name: '李*租', phoneMasked: '139****2222', byOwnerNow: false },
    ])
    const reveal = (given: Record<string, string>, purpose?: string) =>
      callRoute<{ name: string; phone: string }>(revealMachineUser, {
        headers: given,
        params: { id, userId: body.id },
        body: { purpose },
      })
    expect((await reveal(headers)).status).toBe(422)
    expect((await reveal(headers, 'INSPECTION')).body).toEqual({ name: '李承租', phone: '13911112222' })
    const elsewhere = await staffSession(db(), 'SUPERVISOR', '110108')
    expect((await reveal(elsewhere.headers, 'INSPECTION')).status).toBe(404)
    const events = await db().auditEvent.findMany({ where: { subjectId: id, action: 'machine.reveal-user' } })
    expect(events).toMatchObject([{ details: { accessPurpose: 'INSPECTION' } }])
  })
})
