import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoutes } from '@/lib/features/change/routes'
import { checkRoutes } from '@/lib/features/check/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { type ChangeSeed, makeChange } from '@/prisma/factories/change'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskChange } from './schema/console'

const {
  approveChange: APPROVE,
  returnChange: RETURN,
  getDeskChange: DESK,
  withdrawChange: WITHDRAW,
  createChange: CREATE,
} = changeRoutes
const { check: CHECK } = checkRoutes
const { listNotices: NOTICES } = noticeRoutes

type Problem = { code: string; detail: string; errors?: { path: string }[] }

let owner: OwnerSession
let reviewer: StaffSession
beforeAll(async () => {
  owner = await ownerSession(db())
  reviewer = await staffSession(db(), 'REVIEWER')
})

const waiting = (seed: ChangeSeed = {}) => makeChange(db(), { ...seed, filing: { ownerId: owner.id } })
const ask = <T = Problem>(route: Route, id: string, body?: unknown, who = reviewer) =>
  callRoute<T>(route, { params: { id }, body, headers: who.headers })
const machine = (id: string) => db().machine.findUniqueOrThrow({ where: { id } })
const audited = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
const news = async () =>
  (await callRoute<{ data: { kind: string; text: string }[] }>(NOTICES, { token: owner.token })).body.data[0]

describe('通过', () => {
  test('lays the fields over the machine; the owner is told which', async () => {
    const { id, machineId } = await waiting()
    const desk = await ask<DeskChange>(DESK, id)
    expect(desk.body).toMatchObject({
      actions: ['approve', 'return'],
      lines: [
        { label: '是否安装 DPF', before: '否', after: '是', overtaken: false },
        { label: 'DPF 型号', before: '', after: 'DPF-200', overtaken: false },
      ],
      owner: { name: owner.name },
    })
    expect(JSON.stringify(desk.body)).not.toContain(owner.phone)
    expect(JSON.stringify(desk.body)).not.toContain(owner.idNumber)
    const { status, body } = await ask(APPROVE, id, { version: desk.body.version })
    expect([status, body]).toEqual([200, { id, status: 'DONE' }])
    expect(await machine(machineId)).toMatchObject({
      version: 2,
      content: { dpf: { installed: true, model: 'DPF-200' } },
    })
    expect(await audited(id)).toEqual(['change.approve'])
    expect(await news()).toMatchObject({
      kind: 'CHANGE_DONE',
      text: expect.stringContaining('已更新：是否安装 DPF、DPF 型号'),
    })
  })

  test('leaves alone what changed elsewhere meanwhile, and marks what was overtaken', async () => {
    const { id, machineId } = await waiting({
      type: 'DETAILS',
      before: { 'machine.brand': '山推', 'machine.model': 'SD16' },
      after: { 'machine.brand': '徐工', 'machine.model': 'XD16' },
    })
    const { content } = await machine(machineId)
    const moved = Object.assign({}, content, { districtCode: '110101', placeDetail: '新工地' })
    Object.assign(Reflect.get(moved, 'machine'), { model: 'SD16-3' })
    await db().machine.update({
      where: { id: machineId },
      data: { content: moved, version: { increment: 1 } },
    })
    const { body } = await ask<DeskChange>(DESK, id)
    expect(body.lines.map(({ path, overtaken }) => [path, overtaken])).toEqual([
      ['machine.brand', false],
      ['machine.model', true],
    ])
    expect((await ask(APPROVE, id, { version: 1 })).status).toBe(200)
    expect(await machine(machineId)).toMatchObject({
      version: 3,
      content: { placeDetail: '新工地', machine: { brand: '徐工', model: 'XD16' } },
    })
  })

  test('of a cancellation ends the machine, what else waits, and the public check says so', async () => {
    const { id, machineId } = await waiting({ type: 'CANCELLATION', before: {}, after: {} })
    const other = await db().change.create({
      data: {
        ...(await db().change.findUniqueOrThrow({ where: { id } })),
        id: undefined,
        before: {},
        after: { 'machine.brand': '徐工' },
        type: 'DETAILS',
        reason: null,
      },
    })
    expect((await ask(APPROVE, id, { version: 1 })).status).toBe(200)
    const { checkToken, status } = await machine(machineId)
    expect(status).toBe('CANCELLED')
    const check = await callRoute<{ status: string }>(CHECK, { params: { token: checkToken } })
    expect(check.body.status).toBe('CANCELLED')
    expect((await db().change.findUniqueOrThrow({ where: { id: other.id } })).status).toBe('WITHDRAWN')
    expect((await news())?.text).toContain('已注销')
  })

  test('not of a machine that is no longer valid; it can still be returned', async () => {
    const { id, machineId } = await waiting()
    await db().machine.update({ where: { id: machineId }, data: { status: 'REVOKED' } })
    expect((await ask(APPROVE, id, { version: 1 })).body.code).toBe('STATE_CONFLICT')
    expect((await ask(RETURN, id, { version: 1, comment: '登记已撤销' })).status).toBe(200)
  })
})

describe('退回', () => {
  test('leaves the machine; the owner reads why and may ask anew', async () => {
    const { id, machineId } = await waiting()
    const { status, body } = await ask(RETURN, id, { version: 1, comment: '铭牌照片不清晰' })
    expect([status, body]).toEqual([200, { id, status: 'RETURNED' }])
    expect(await machine(machineId)).toMatchObject({ version: 1, content: { dpf: { installed: false } } })
    expect(await news()).toMatchObject({
      kind: 'CHANGE_RETURNED',
      text: expect.stringContaining('原因：铭牌照片不清晰'),
    })
    const photos = []
    for (const slot of ['DPF_BODY', 'DPF_PLATE'])
      photos.push({ slot, photoId: (await makePhoto(db(), owner.id)).id })
    const again = { type: 'DPF', dpf: { model: 'DPF-300' }, photos }
    const requested = await callRoute(CREATE, { params: { id: machineId }, body: again, token: owner.token })
    expect(requested.status).toBe(201)
  })

  test('needs a reason', async () => {
    const { id } = await waiting()
    const { status, body } = await ask(RETURN, id, { version: 1, comment: ' ' })
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'comment'])
  })
})

describe('one decision', () => {
  test('of two at once the second is told that it is decided', async () => {
    const { id, machineId } = await waiting()
    const both = await Promise.all([
      ask(APPROVE, id, { version: 1 }),
      ask(RETURN, id, { version: 1, comment: '照片不清晰' }),
      ask(APPROVE, id, { version: 1 }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect((await audited(id)).length).toBe(1)
    expect(await db().notice.count({ where: { changeId: id } })).toBe(1)
    expect((await machine(machineId)).version).toBeLessThanOrEqual(2)
  })

  test('of two changes of one machine approved at once both apply', async () => {
    const { id, machineId } = await waiting()
    const row = await db().change.findUniqueOrThrow({ where: { id } })
    const after = { 'machine.brand': '徐工' }
    const data = { ...row, id: undefined, before: {}, after, type: 'DETAILS' as const }
    const other = await db().change.create({ data })
    const both = await Promise.all([id, other.id].map((each) => ask(APPROVE, each, { version: 1 })))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await machine(machineId)).toMatchObject({
      version: 3,
      content: { machine: { brand: '徐工' }, dpf: { installed: true } },
    })
  })

  test('against a withdrawal: one of them wins', async () => {
    const { id } = await waiting()
    const withdraw = callRoute(WITHDRAW, { params: { id }, token: owner.token })
    const both = await Promise.all([withdraw, ask(APPROVE, id, { version: 1 })])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('on the version that was seen', async () => {
    const { id } = await waiting()
    expect((await ask(APPROVE, id, { version: 7 })).body.code).toBe('VERSION_CONFLICT')
  })

  test('a withdrawal is the asker’s alone, while it waits', async () => {
    const { id } = await waiting()
    const stranger = await ownerSession(db())
    expect((await callRoute(WITHDRAW, { params: { id }, token: stranger.token })).status).toBe(404)
    const mine = () => callRoute(WITHDRAW, { params: { id }, token: owner.token })
    expect([(await mine()).status, (await mine()).status]).toEqual([200, 409])
    expect((await ask(APPROVE, id, { version: 1 })).body.detail).toBe('该信息变更已撤回，不能再次办理')
  })
})
