import { beforeEach, describe, expect, it } from 'vitest'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { db, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { NoticeDto } from './schema'

const { readNotice: READ, readAllNotices: READ_ALL, listNotices: LIST } = noticeRoutes

type List = { data: NoticeDto[]; nextCursor: string | null; unread: number }

let owner: OwnerSession

const list = async (who = owner, query: Record<string, string> = {}) =>
  (await callRoute<List>(LIST, { token: who.token, query })).body
const read = (id: string, who = owner) => callRoute<NoticeDto>(READ, { params: { id }, token: who.token })

beforeEach(async () => {
  owner = await ownerSession(db())
})

describe('notices', () => {
  it('report an approval with the currently valid code', async () => {
    await makeFiling(db(), 'APPROVED', { filerId: owner.id, pickupCode: '964069' })
    const { data, unread } = await list()
    expect(unread).toBe(1)
    expect(data[0]).toMatchObject({ kind: 'APPROVED', reasons: [], readAt: null })
    expect(data[0]?.text).toContain(
      '您委托登记的机械信息通过审核，请凭领取码964069，您或被委托人至生态环境部门领取机械环保登记号码。',
    )
  })

  it('tell that the registration has ended, with no code and no way to one', async () => {
    const { machineId } = await makeFiling(db(), 'APPROVED', { filerId: owner.id, pickupCode: '318276' })
    await db().machine.update({ where: { id: machineId ?? '' }, data: { status: 'REVOKED' } })
    const [notice] = (await list()).data
    expect(notice).toMatchObject({ kind: 'APPROVED', waits: false })
    expect(notice?.text).toContain('该登记现已撤销')
    expect(notice?.text).not.toContain('318276')
  })

  it('contain no code after the collection', async () => {
    await makeFiling(db(), 'COLLECTED', { filerId: owner.id, pickupCode: '217276' })
    const { data } = await list()
    expect(data.length).toBeGreaterThan(0)
    expect(JSON.stringify(data)).not.toContain('217276')
  })

  it('give the reasons of a return', async () => {
    await makeFiling(db(), 'RETURNED', { filerId: owner.id })
    const { data } = await list()
    expect(data[0]?.text).toMatch(/^您提交的机械信息有误，请尽快修改并提交。.*图片不清晰/)
    expect(data[0]?.reasons).toEqual([
      { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] },
    ])
  })

  it('reach filer and owner, and a person who is both only once', async () => {
    const agent = await ownerSession(db())
    const { id } = await makeFiling(db(), 'SUBMITTED', { filerId: agent.id, ownerId: owner.id })
    const filing = { id, filerId: agent.id, ownerId: owner.id }
    await transact((tx) => notify(tx, { filing, kind: 'TRANSFERRED' }))
    await transact((tx) => notify(tx, { filing: { ...filing, ownerId: agent.id }, kind: 'TRANSFERRED' }))
    expect((await list()).data.map(({ text }) => text)).toEqual([expect.stringContaining('东城区')])
    expect((await list(agent)).data).toHaveLength(2)
  })

  it('are read once, by their own account only', async () => {
    await makeFiling(db(), 'DECLINED', { filerId: owner.id })
    const id = (await list()).data[0]?.id ?? ''
    expect((await read(id, await ownerSession(db()))).status).toBe(404)
    const first = await read(id)
    expect(first.status).toBe(200)
    expect(first.body.readAt).not.toBeNull()
    expect((await read(id)).body).toEqual(first.body)
    expect((await list()).unread).toBe(0)
    expect(await db().auditEvent.count({ where: { subjectId: id, action: 'notice.read' } })).toBe(1)
  })

  it('are all marked as read at once, those of the account and no others', async () => {
    const other = await ownerSession(db())
    for (const who of [owner, other])
      for (let count = 0; count < 2; count++) await makeFiling(db(), 'RETURNED', { filerId: who.id })
    const [first] = (await list()).data
    const earlier = await read(first?.id ?? '')
    expect((await callRoute(READ_ALL, { token: owner.token })).body).toEqual({ unread: 0 })
    const { data, unread } = await list()
    expect([unread, data.every(({ readAt }) => readAt !== null)]).toEqual([0, true])
    expect(data.find(({ id }) => id === first?.id)?.readAt).toBe(earlier.body.readAt)
    expect((await list(other)).unread).toBe(2)
    const recorded = { actorId: owner.id, action: 'notice.read', subjectType: 'account' }
    expect(await db().auditEvent.findMany({ where: recorded, select: { details: true } })).toEqual([
      { details: { count: 1 } },
    ])
    await callRoute(READ_ALL, { token: owner.token })
    expect(await db().auditEvent.count({ where: recorded })).toBe(1)
  })

  it('are paged, newest first', async () => {
    const { id } = await makeFiling(db(), 'SUBMITTED', { filerId: owner.id })
    const filing = { id, filerId: owner.id, ownerId: owner.id }
    for (let count = 0; count < 5; count++) {
      await transact((tx) => notify(tx, { filing, kind: 'REMINDER' }))
    }
    const first = await list(owner, { limit: '3' })
    const second = await list(owner, { limit: '3', cursor: first.nextCursor ?? '' })
    const all = [...first.data, ...second.data]
    expect([all.length, second.nextCursor, first.unread]).toEqual([5, null, 5])
    expect(all.map(({ id: own }) => own)).toEqual((await list()).data.map(({ id: own }) => own))
  })
})
