import { afterAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/clock'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { applyRetention } from '@/lib/features/retention/commands'
import { listSuccessionsInFull } from '@/lib/features/succession-state/queries'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { successionDesk } from '@/testing/succession-desk'

import { successionRoutes } from './routes'
import type { Succession } from './schema/succession'

afterAll(stopWorkers)

const { act, complete, file, object, open, ownerOf, pass, statusOf, supervisor } = successionDesk<Succession>(
  {
    ...successionRoutes,
    ...noticeRoutes,
  },
)

describe('what is not enough', () => {
  it('says what is missing, by field', async () => {
    const at = await open()
    const fault = async (overrides: object) => {
      const { status, body } = await file(at, overrides)
      return [status, body.errors?.[0]?.path]
    }
    expect(await fault({ idTail: '0000' })).toEqual([422, 'idTail'])
    expect(await fault({ evidence: ['DEATH_CERTIFICATE'] })).toEqual([422, 'evidence'])
    expect(await fault({ ground: 'DISSOLVED', evidence: ['DEREGISTRATION', 'PAYMENT'] })).toEqual([
      422,
      'ground',
    ])
    expect(await fault({ compared: false })).toEqual([422, 'compared'])
    expect(await fault({ toId: at.former.id, idTail: at.former.idNumber.slice(-4) })).toEqual([422, 'toId'])
    expect(await fault({ photoIds: [(await makePhoto(db(), at.former.id)).id] })).toEqual([422, 'photoIds'])
    expect((await file(at, { version: 7 })).body.code).toBe('VERSION_CONFLICT')
    const unproved = await ownerSession(db(), { proved: false })
    const refused = await file({ ...at, successor: unproved })
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('还没有核验身份')])
    expect(await db().succession.count({ where: { machineId: at.machineId } })).toBe(0)
  })

  it('does not give a machine to an account that is proved no longer', async () => {
    const at = await open()
    const { id } = (await file(at)).body
    await pass(id)
    await db().account.update({ where: { id: at.successor.id }, data: { provedAt: null, provedHow: null } })
    expect((await complete(id, await supervisor())).body).toMatchObject({ code: 'PROOF_REQUIRED' })
    expect(await ownerOf(at.machineId)).toBe(at.former.id)
  })

  it('never says more of the text message than is known', async () => {
    const at = await open()
    const { id } = (await file(at)).body
    const { id: noticeId } = await db().notice.findFirstOrThrow({
      where: { successionId: id, accountId: at.former.id },
    })
    const shown = async (data: object) => {
      await db().ownerMessage.update({ where: { noticeId }, data })
      const { headers } = at.counter
      const one = await callRoute<Succession>(successionRoutes.getSuccession, {
        headers,
        params: { id },
      })
      return [one.body.told.message, one.body.told.why]
    }
    expect(await shown({ state: 'SENDING' })).toEqual(['UNKNOWN', null])
    const endedAt = new Date()
    expect(await shown({ state: 'FAILED', why: 'BROKEN_OFF', endedAt })).toEqual(['UNKNOWN', null])
    expect(await shown({ state: 'DROPPED', why: 'NO_TEMPLATE', endedAt })).toEqual(['DROPPED', 'NO_TEMPLATE'])
    expect(await shown({ state: 'SENT', why: null, endedAt })).toEqual(['SENT', null])
  })

  it('stands in the copy of the own data of both, with the own words', async () => {
    const at = await open()
    await object(at.former, at.machineId, (await file(at)).body.id)
    const [mine] = await listSuccessionsInFull(at.former.id)
    expect(mine).toMatchObject({ role: '原机主', status: 'OBJECTED', objection: '我没有卖过这台机械' })
    const [theirs] = await listSuccessionsInFull(at.successor.id)
    expect(theirs).toMatchObject({ role: '新机主', ground: 'DEATH', objection: null })
  })

  it('is deleted after its period, with objections and notices; by which a machine went stays', async () => {
    const at = await open()
    const rejected = (await file(at)).body
    await object(at.former, at.machineId, rejected.id)
    await act('rejectSuccession', rejected.id, at.counter, { reason: '没有权限的人不能办' })
    expect(await statusOf(rejected.id)).toBe('OBJECTED')
    await act('rejectSuccession', rejected.id, await supervisor(), { reason: '材料不能证明' })
    const done = (await file(at)).body
    await pass(done.id)
    await complete(done.id, await supervisor())
    const old = new Date(Date.now() - 1200 * DAY_MS)
    await db().succession.updateMany({ where: { machineId: at.machineId }, data: { endedAt: old } })
    const key = { key: 'retention', divisionCode: '000000' }
    const off = { days: 1095, on: false }
    const value = { drafts: off, notices: off, exports: off, 'print-jobs': off, 'identity-misses': off }
    await db().setting.create({
      data: { ...key, value: { ...value, successions: { days: 1095, on: true } } },
    })
    try {
      expect(await applyRetention()).toBeGreaterThan(0)
    } finally {
      await db().setting.delete({ where: { key_divisionCode: key } })
    }
    const left = await db().succession.findMany({ where: { machineId: at.machineId } })
    expect(left.map(({ id }) => id)).toEqual([done.id])
    expect(await db().successionObjection.count({ where: { accountId: at.former.id } })).toBe(0)
    expect(await db().notice.count({ where: { successionId: rejected.id } })).toBe(0)
  })
})
