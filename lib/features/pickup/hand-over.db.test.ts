import { describe, expect, test } from 'vitest'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { pickupRoutes } from '@/lib/features/pickup/routes'
import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { newPersonNumber } from '@/prisma/factories/identity'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { Pickup } from './schema'

const { handOver, revealPickup: reveal } = pickupRoutes

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] }

const counter = async (districtCode = '110101') => (await staffSession(db(), 'COUNTER', districtCode)).headers

async function waiting() {
  const owner = await makeAccount(db(), { name: '张三丰' })
  const filing = await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
  return { owner, filing, id: filing.pickupId ?? '' }
}

const give = async (headers: Record<string, string>, id: string, collector: object, items = ['STICKER']) =>
  callRoute<Pickup & Problem>(handOver, { headers, params: { id }, body: { collector, items } })

describe('hand-over', () => {
  test('pickup, filing, notice and audit together; a second time reports who and when', async () => {
    const headers = await counter()
    const { owner, filing, id } = await waiting()
    const items = ['GUIDE', 'STICKER', 'CARD', 'FORM']
    const done = await give(headers, id, { kind: 'OWNER', name: '张三丰', idNumber: owner.idNumber }, items)
    expect(done.status).toBe(200)
    expect(done.body).toMatchObject({ status: 'COLLECTED', items: ['STICKER', 'CARD', 'FORM', 'GUIDE'] })
    const row = await db().filing.findUniqueOrThrow({
      where: { id: filing.id },
      include: { notices: true, pickup: true },
    })
    expect([row.status, row.version]).toEqual(['COLLECTED', filing.version + 1])
    expect(row.collectedAt).toEqual(row.pickup?.collectedAt)
    expect(row.notices.filter((notice) => notice.kind === 'COLLECTED')).toHaveLength(1)
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'pickup.handOver', subjectId: filing.id },
    })
    expect(event).toMatchObject({ actorKind: 'STAFF', districtCode: '110101' })
    expect(JSON.stringify(event.details)).not.toContain(owner.idNumber)

    const again = await give(headers, id, { kind: 'OWNER', name: '张三丰' })
    expect([again.status, again.body.code]).toEqual([409, 'ALREADY_COLLECTED'])
    expect(again.body.detail).toMatch(/已于 20\d\d-.* 由机主 张三丰 领取（经办人：工作人员/)
  })

  test('twenty counters at once: one hands over', async () => {
    const { id, filing } = await waiting()
    const counters = await Promise.all(Array.from({ length: 20 }, () => counter()))
    const answers = await Promise.all(
      counters.map((headers) => give(headers, id, { kind: 'OWNER', name: '张三丰' })),
    )
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)])
    const lost = answers.filter(({ status }) => status === 409)
    expect(new Set(lost.map(({ body }) => body.code))).toEqual(new Set(['ALREADY_COLLECTED']))
    expect(await db().auditEvent.count({ where: { action: 'pickup.handOver', subjectId: filing.id } })).toBe(
      1,
    )
  })

  test('the collector must be the registered person', async () => {
    const headers = await counter()
    const { owner, id } = await waiting()
    const wrong: [object, string, string][] = [
      [{ kind: 'OWNER', name: '李四' }, 'collector.name', 'NAME_MISMATCH'],
      [{ kind: 'OWNER', name: '张三丰', idNumber: '0000' }, 'collector.idNumber', 'ID_NUMBER_MISMATCH'],
      [
        { kind: 'OWNER', name: '张三丰', idNumber: newPersonNumber() },
        'collector.idNumber',
        'ID_NUMBER_MISMATCH',
      ],
      [{ kind: 'AGENT', name: '张三丰' }, 'collector.kind', 'NO_AGENT'],
      [{ kind: 'OTHER', name: '李四' }, 'collector.idNumber', 'REQUIRED'],
      [{ kind: 'OTHER', name: '李四', idNumber: '11010519491231002A' }, 'collector.idNumber', 'FORMAT'],
    ]
    for (const [collector, path, code] of wrong) {
      const { status, body } = await give(headers, id, collector)
      expect([status, body.errors], JSON.stringify(collector)).toMatchObject([422, [{ path, code }]])
    }
    expect((await give(headers, id, { kind: 'OWNER', name: '张三丰' }, [])).status).toBe(422)
    expect((await db().pickup.findUniqueOrThrow({ where: { id } })).collectedAt).toBeNull()
    const tail = owner.idNumber.slice(-4).toLowerCase()
    expect((await give(headers, id, { kind: 'OWNER', name: '张 三丰', idNumber: tail })).status).toBe(200)
  })

  test.each([
    ['⻓沙⻢工（集团）有限公司', '长沙马工(集团)有限公司'],
    ['长沙马工(集团)有限公司', '⻓沙⻢⼯（集团）\u00a0有限公司'],
    ['阿卜杜拉·买买提', '阿卜杜拉•买买\u00ad提'],
    ['ＡＢＣ工程', 'abc工程\u200b'],
  ])('%s comes as %s', async (name, typed) => {
    const owner = await makeAccount(db(), { name })
    const { pickupId } = await makeFiling(db(), 'APPROVED', { ownerId: owner.id })
    const collector = { kind: 'OWNER', name: typed, idNumber: owner.idNumber.slice(-4) }
    const { status, body } = await give(await counter(), pickupId ?? '', collector)
    expect([status, body.owner.name]).toEqual([200, name])
  })

  test('another collector shows an ID card, whose number is stored encrypted', async () => {
    const { id } = await waiting()
    const collector = { kind: 'OTHER', name: '李四', idNumber: '11010519491231002x' }
    expect((await give(await counter(), id, collector)).status).toBe(200)
    const row = await db().pickup.findUniqueOrThrow({ where: { id } })
    expect(row.collectorIdNumber).toMatch(/^v2\./)
  })

  test('a unit’s representative and an agent give their own names', async () => {
    const headers = await counter()
    const unit = await makeAccount(db(), { type: 'UNIT' })
    const agent = await makeAccount(db(), { name: '王代办' })
    const one = await makeFiling(db(), 'APPROVED', { ownerId: unit.id, filerId: agent.id })
    const two = await makeFiling(db(), 'APPROVED', { ownerId: unit.id, filerId: agent.id })
    const byUnit = { kind: 'OWNER', name: '赵经理', idNumber: unit.idNumber }
    const given = await give(headers, one.pickupId ?? '', byUnit)
    expect([given.status, given.body.collector]).toMatchObject([
      200,
      { role: 'OWNER_STAFF', notCompared: false, notAsked: false },
    ])
    const byAgent = { kind: 'AGENT', name: '王代办', idNumber: agent.idNumber.slice(-4) }
    expect((await give(headers, two.pickupId ?? '', byAgent)).status).toBe(200)
    const noticeCount = await db().notice.count({
      where: { kind: 'COLLECTED', accountId: { in: [unit.id, agent.id] } },
    })
    expect(noticeCount).toBe(4)
  })

  test('with a document of their own a unit’s representative is no owner, and nothing was compared', async () => {
    const headers = await counter()
    const unit = await makeAccount(db(), { type: 'UNIT' })
    const filing = await makeFiling(db(), 'APPROVED', { ownerId: unit.id, filerId: unit.id })
    const stranger = { kind: 'OWNER', name: '路人甲', idNumber: newPersonNumber() }
    const { status, body } = await give(headers, filing.pickupId ?? '', stranger)
    expect([status, body.collector]).toMatchObject([
      200,
      { role: 'OWNER_STAFF', name: '路人甲', notCompared: true },
    ])
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'pickup.handOver', subjectId: filing.id },
    })
    expect(event.details).toMatchObject({ collector: 'OWNER_STAFF', identity: 'PROOF' })
    const { headers: supervisor } = await staffSession(db(), 'SUPERVISOR', '110101')
    const params = { id: filing.machineId ?? '' }
    const machine = await callRoute<ConsoleMachine>(dossierRoutes.getConsoleMachine, {
      headers: supervisor,
      params,
    })
    const said = '机主单位的经办人 路人甲（出示的证件没有与登记信息比对）'
    expect(machine.body.pickup?.collector).toBe(said)
    expect(machine.body.history.map(({ what }) => what)).toContain(`发放号码和证件，领取人：${said}`)
    const again = await give(headers, filing.pickupId ?? '', stranger)
    expect(again.body.detail).toContain(`由${said} 领取`)
  })

  test('whoever was asked for no document is not shown as compared', async () => {
    const { id, filing } = await waiting()
    const { status, body } = await give(await counter(), id, { kind: 'OWNER', name: '张三丰' })
    expect([status, body.collector]).toMatchObject([
      200,
      { role: 'OWNER', notCompared: false, notAsked: true },
    ])
    const { headers } = await staffSession(db(), 'SUPERVISOR', '110101')
    const machine = await callRoute<ConsoleMachine>(dossierRoutes.getConsoleMachine, {
      headers,
      params: { id: filing.machineId ?? '' },
    })
    expect(machine.body.pickup?.collector).toBe('机主 张三丰（没有核对证件）')
  })

  test('a revoked machine is not handed out, and waits in no list', async () => {
    const { id, filing } = await waiting()
    await db().machine.update({ where: { id: filing.machineId ?? '' }, data: { status: 'REVOKED' } })
    const { status, body } = await give(await counter(), id, { kind: 'OWNER', name: '张三丰' })
    expect([status, body.code]).toEqual([409, 'STATE_CONFLICT'])
    const listed = await callRoute<{ data: Pickup[] }>(pickupRoutes.listPickups, {
      headers: await counter(),
      query: { q: filing.registrationNumber ?? '' },
    })
    expect([listed.status, listed.body.data]).toEqual([200, []])
  })

  test('outside the area it is not found', async () => {
    const { id } = await waiting()
    expect((await give(await counter('110108'), id, { kind: 'OWNER', name: '张三丰' })).status).toBe(404)
    expect((await db().pickup.findUniqueOrThrow({ where: { id } })).collectedAt).toBeNull()
  })
})

test('a reveal shows the phone, is audited, and leaves the document to be read from the card', async () => {
  const { owner, filing, id } = await waiting()
  const { body } = await callRoute<{ idNumber: string; phone: string }>(reveal, {
    headers: await counter(),
    params: { id },
    body: { party: 'OWNER' },
  })
  expect(body).toEqual({ idNumber: '******', phone: owner.phone })
  expect(await db().auditEvent.count({ where: { action: 'pickup.reveal', subjectId: filing.id } })).toBe(1)
})
