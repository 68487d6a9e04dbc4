import { beforeAll, describe, expect, test } from 'vitest'
import { checkRoutes } from '@/lib/features/check/routes'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeAccount } from '@/prisma/factories/account'
import { makeChange } from '@/prisma/factories/change'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { ConsoleMachine } from '../schema/console'

const {
  correctStage: CORRECT,
  reinstateMachine: REINSTATE,
  revealMachineOwner: REVEAL,
  revokeMachine: REVOKE,
  getConsoleMachine: MACHINE,
} = dossierRoutes
const { lookupPickups: LOOKUP } = pickupRoutes
const { check: CHECK } = checkRoutes

type Problem = { code: string; detail: string; errors?: { path: string }[] }

let supervisor: StaffSession
beforeAll(async () => {
  supervisor = await staffSession(db(), 'SUPERVISOR')
})

const reason = '现场检查不符'
const ask = <T = ConsoleMachine & Problem>(route: Route, id: string, body?: unknown, who = supervisor) =>
  callRoute<T>(route, { params: { id }, body, headers: who.headers })
const collected = async () => (await makeFiling(db(), 'COLLECTED')).machineId ?? ''
const audited = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId, action: { startsWith: 'machine.' } } })).map(
    ({ action }) => action,
  )
const sentences = ({ history }: ConsoleMachine) => history.map(({ what }) => what)

describe('撤销 and 恢复', () => {
  test('end and renew the validity; what the owner waits for ends', async () => {
    const { id: changeId, machineId, ownerId } = await makeChange(db())
    const revoked = await ask(REVOKE, machineId, { version: 1, reason })
    expect(revoked).toMatchObject({
      status: 200,
      body: { status: 'REVOKED', version: 2, actions: ['REINSTATE'], waitingChanges: [], papersOf: null },
    })
    expect(revoked.body.ending).toMatchObject({ by: supervisor.name, reason })
    expect(revoked.body.history[0]).toMatchObject({
      what: '撤销登记，原因：现场检查不符',
      by: supervisor.name,
    })
    expect((await db().change.findUniqueOrThrow({ where: { id: changeId } })).status).toBe('WITHDRAWN')
    const { checkToken } = await db().machine.findUniqueOrThrow({ where: { id: machineId } })
    const check = () => callRoute<{ status: string }>(CHECK, { params: { token: checkToken } })
    expect((await check()).body.status).toBe('REVOKED')
    const back = await ask(REINSTATE, machineId, { version: 2, reason: '复核无误' })
    expect(back).toMatchObject({ status: 200, body: { status: 'ACTIVE', version: 3, ending: null } })
    expect((await check()).body.status).toBe('ACTIVE')
    expect(await audited(machineId)).toEqual(['machine.revoke', 'machine.reinstate'])
    const notices = await db().notice.findMany({ where: { machineId }, orderBy: { createdAt: 'asc' } })
    expect(notices.map(({ kind, accountId, reason: why }) => [kind, accountId, why])).toEqual([
      ['MACHINE_REVOKED', ownerId, reason],
      ['MACHINE_REINSTATED', ownerId, '复核无误'],
    ])
  })

  test('of an end that only an older register knows no reason is invented', async () => {
    const id = await collected()
    for (const status of ['REVOKED', 'CANCELLED'] as const) {
      await db().machine.update({ where: { id }, data: { status } })
      expect((await ask(MACHINE, id)).body.ending).toEqual({ at: null, by: null, reason: null })
    }
  })

  test('of two at once one passes', async () => {
    const id = await collected()
    const both = await Promise.all([
      ask(REVOKE, id, { version: 1, reason }),
      ask(REVOKE, id, { version: 1, reason }),
      ask(CORRECT, id, { version: 1, reason, emissionStage: '2' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await audited(id)).toHaveLength(1)
    expect(await db().notice.count({ where: { machineId: id } })).toBe(1)
  })

  test('need a reason and the version that was seen', async () => {
    const id = await collected()
    const bare = await ask(REVOKE, id, { version: 1, reason: ' ' })
    expect([bare.status, bare.body.errors?.[0]?.path]).toEqual([422, 'reason'])
    expect((await ask(REVOKE, id, { version: 9, reason })).body.code).toBe('VERSION_CONFLICT')
  })
})

describe('更正排放阶段', () => {
  test('changes the first character; the number before it still finds the machine', async () => {
    const { machineId, registrationNumber, pickupId } = await makeFiling(db(), 'APPROVED')
    const [id, before] = [machineId ?? '', registrationNumber ?? '']
    const number = `2${before.slice(1)}`
    const { body } = await ask(CORRECT, id, { version: 1, reason, emissionStage: '2' })
    expect(body).toMatchObject({
      registrationNumber: number,
      emissionStage: '2',
      formerNumbers: [{ number: before }],
    })
    expect(body.history[0]?.what).toBe(
      `更正排放阶段，环保登记号码由 ${before} 改为 ${number}，原因：现场检查不符`,
    )
    const counter = await staffSession(db(), 'COUNTER')
    for (const registrationNumber of [before, number]) {
      const { body: found } = await callRoute<{ data: { id: string; registrationNumber: string }[] }>(
        LOOKUP,
        {
          headers: counter.headers,
          body: { registrationNumber },
        },
      )
      expect(found.data).toMatchObject([{ id: pickupId, registrationNumber: number }])
    }
    const again = await ask(CORRECT, id, { version: 2, reason: '更正有误', emissionStage: '3' })
    expect(again.body).toMatchObject({
      registrationNumber: before,
      formerNumbers: [{ number: before }, { number }],
    })
  })

  test('to the stage that it has changes nothing', async () => {
    const id = await collected()
    const { status, body } = await ask(CORRECT, id, { version: 1, reason, emissionStage: '3' })
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'emissionStage'])
    expect((await db().machine.findUniqueOrThrow({ where: { id } })).version).toBe(1)
    expect(await audited(id)).toEqual([])
  })
})

describe('查看', () => {
  test('shows the whole story, the owner masked; whole numbers are recorded', async () => {
    const owner = await makeAccount(db(), { name: '张三丰' })
    const { machineId, id: filingId } = await makeFiling(db(), 'COLLECTED', { ownerId: owner.id })
    const id = machineId ?? ''
    const { body } = await ask(MACHINE, id)
    expect(body).toMatchObject({ filingId, papersOf: filingId, owner: { name: '张三丰' } })
    expect(body.photos).toHaveLength(5)
    const story = sentences(body)
    for (const step of ['提交编码登记', '审核通过，核发环保登记号码', '发放号码和证件，领取人：机主 '])
      expect(story.join()).toContain(step)
    for (const secret of [owner.phone, owner.idNumber]) expect(JSON.stringify(body)).not.toContain(secret)
    const revealed = await ask<{ idNumber: string; phone: string }>(REVEAL, id, { purpose: 'VERIFY' })
    expect(revealed.body).toEqual({ idNumber: owner.idNumber, phone: owner.phone })
    expect(await audited(id)).toEqual(['machine.reveal'])
    expect(sentences((await ask(MACHINE, id)).body)[0]).toBe('查看所有者完整证件号码和电话')
  })

  test('a machine of an older register has its own past and no filing', async () => {
    const { id: ownerId } = await makeAccount(db())
    const { content } = await db().machine.findUniqueOrThrow({ where: { id: await collected() } })
    const load = await db().historyLoad.create({ data: { fileName: '旧.csv', sha256: 'a'.repeat(64) } })
    const registeredAt = new Date('2020-05-01T02:00:00Z')
    const { id } = await db().machine.create({
      data: {
        ...{ ownerId, loadId: load.id, numberBody: 'EE000001', emissionStage: '5', registeredAt },
        ...{ content: content ?? {}, checkToken: 'c'.repeat(32) },
        numbers: { create: { number: '5-EE000001', validFrom: registeredAt } },
        past: { create: { position: 1, at: new Date('2021-01-01T00:00:00Z'), what: '过户', by: '王五' } },
      },
    })
    const { status, body } = await ask(MACHINE, id)
    expect([status, body.filingId, body.papersOf, body.pickup]).toEqual([200, null, null, null])
    expect(body.history).toMatchObject([
      { what: '过户', by: '王五' },
      { what: '核发环保登记号码 5-EE000001', by: null },
    ])
  })

  test('not from another district; the city and the country above see it', async () => {
    const id = await collected()
    for (const area of ['110108', '130200']) {
      const stranger = await staffSession(db(), 'SUPERVISOR', area)
      expect((await ask(MACHINE, id, undefined, stranger)).status).toBe(404)
      expect((await ask(REVEAL, id, { purpose: 'VERIFY' }, stranger)).status).toBe(404)
      expect((await ask(REVOKE, id, { version: 1, reason }, stranger)).status).toBe(404)
    }
    const nation = await staffSession(db(), 'SUPERVISOR', '000000')
    expect((await ask(MACHINE, id, undefined, nation)).status).toBe(200)
  })
})

describe('撤销 and 领取 at the same moment', () => {
  const uncollected = async () => {
    const owner = await makeAccount(db(), { name: '张三丰' })
    const filing = await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
    return { machineId: filing.machineId ?? '', pickupId: filing.pickupId ?? '' }
  }
  const give = async (id: string, headers: Record<string, string>) =>
    callRoute<Problem>(pickupRoutes.handOver, {
      headers,
      params: { id },
      body: { collector: { kind: 'OWNER', name: '张三丰' }, items: ['STICKER'] },
    })

  test('exclude one another: one of the two happens, whichever comes first', async () => {
    const { headers } = await staffSession(db(), 'COUNTER')
    for (let round = 0; round < 12; round += 1) {
      const { machineId, pickupId } = await uncollected()
      const revoke = () => ask<Problem>(REVOKE, machineId, { version: 1, reason })
      const calls = [revoke, () => give(pickupId, headers)]
      const inOrder = round % 2 === 0 ? calls : calls.toReversed()
      const answers = await Promise.all(inOrder.map((call) => call()))
      const [revoked, given] = round % 2 === 0 ? answers : answers.toReversed()
      expect([revoked?.status, given?.status].toSorted()).toEqual([200, 409])
      const { status } = await db().machine.findUniqueOrThrow({ where: { id: machineId } })
      const { collectedAt } = await db().pickup.findUniqueOrThrow({ where: { id: pickupId } })
      expect([status, collectedAt !== null]).toEqual([
        given?.status === 200 ? 'ACTIVE' : 'REVOKED',
        given?.status === 200,
      ])
    }
  })

  test('a number of a revoked registration stays; a revocation of one just collected is decided anew', async () => {
    const { headers } = await staffSession(db(), 'COUNTER')
    const first = await uncollected()
    await ask(REVOKE, first.machineId, { version: 1, reason })
    const refused = await give(first.pickupId, headers)
    expect([refused.status, refused.body.code]).toEqual([409, 'STATE_CONFLICT'])
    expect(refused.body.detail).toContain('撤销')

    const second = await uncollected()
    expect((await give(second.pickupId, headers)).status).toBe(200)
    const stale = await ask<Problem>(REVOKE, second.machineId, { version: 1, reason })
    expect([stale.status, stale.body.code]).toEqual([409, 'VERSION_CONFLICT'])
    const { version } = await db().machine.findUniqueOrThrow({ where: { id: second.machineId } })
    expect((await ask(REVOKE, second.machineId, { version, reason })).status).toBe(200)
  })
})
