import { afterAll, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import type { NoticeDto } from '@/lib/features/notice/schema'
import { findMessage } from '@/lib/features/owner-message/queries/message-facts'
import { photoRoutes } from '@/lib/features/photo/routes'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { makeFiling } from '@/prisma/factories/filing'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute, fetchRoute } from '@/testing/call-route'
import { disputeDesk, HOME } from '@/testing/dispute-desk'
import { staffSession } from '@/testing/staff-session'
import { disputeRoutes } from './routes'
import type { OfficeDispute, OwnDispute } from './schema'

afterAll(stopWorkers)

const { decide, me, news, open, opened, twoOfOneCompany } = disputeDesk<OwnDispute, OfficeDispute, NoticeDto>(
  {
    ...accountRoutes,
    ...disputeRoutes,
    ...noticeRoutes,
  },
)

describe('a number that two call their own', () => {
  it('is registered beside the first, which keeps it; a free number is simply registered', async () => {
    const { first, second, status } = await twoOfOneCompany()
    expect([status, second.numberState]).toEqual([201, 'CONTESTED'])
    expect((await me(first.token)).numberState).toBe('OWN')
    const { first: other } = await twoOfOneCompany()
    expect((await open(other.token, { photoIds: [] })).status).toBe(422)
    const { id } = await makePhoto(db(), other.id)
    const refused = await open(other.token, { photoIds: [id] })
    expect([refused.status, refused.body.code]).toEqual([409, 'STATE_CONFLICT'])
  })

  it('waits in the area with its evidence, which nobody else sees, and the first is told without a name', async () => {
    const { first, second, dispute, photoId, status } = await opened()
    expect([status, dispute.status, dispute.photos]).toEqual([201, 'OPEN', 1])
    expect((await open(second.token, { photoIds: [photoId] })).status).toBe(409)
    expect((await news(first.token))[0]).toMatchObject({
      kind: 'DISPUTE_OPENED',
      text: expect.stringContaining('北京市 东城区'),
    })
    const row = await db().identityDispute.findUniqueOrThrow({ where: { id: dispute.id } })
    expect(row.text).not.toContain('营业执照')
    for (const [area, sees] of [
      [HOME, true],
      ['440106', false],
    ] as const) {
      const { headers } = await staffSession(db(), 'SUPERVISOR', area)
      const list = await callRoute<{ data: OfficeDispute[] }>(disputeRoutes.listDisputes, {
        headers,
        query: { limit: '100' },
      })
      const shown = list.body.data.find(({ id }) => id === dispute.id)
      expect(shown !== undefined).toBe(sees)
      if (sees)
        expect(shown).toMatchObject({
          claimant: { name: second.name, proof: { level: 'UNPROVED' } },
          holder: { name: first.name, machines: 1, filings: 1 },
          photos: [{ photoId }],
        })
      const photo = await fetchRoute(photoRoutes.staffPhoto, { headers, params: { id: photoId } })
      expect(photo.status).toBe(sees ? 200 : 404)
    }
  })

  it('goes to who shows the original: number, machines, filings and proof; the wrong account loses it; both are told', async () => {
    const { first, second, dispute, filing, idNumber } = await opened()
    const { officer, ...decided } = await decide(dispute.id, { upheld: true, idTail: idNumber.slice(-4) })
    expect([decided.status, decided.body.status, decided.body.decidedBy]).toEqual([
      200,
      'UPHELD',
      officer.name,
    ])
    expect(await me(second.token)).toMatchObject({
      numberState: 'OWN',
      proof: { level: 'PROVED', how: 'COUNTER_DOCUMENT' },
    })
    expect(await me(first.token)).toMatchObject({ numberState: 'LOST', proof: { level: 'UNPROVED' } })
    const machine = await db().machine.findUniqueOrThrow({ where: { id: filing.machineId ?? '' } })
    expect(machine.ownerId).toBe(second.id)
    expect(await db().filing.findUniqueOrThrow({ where: { id: filing.id } })).toMatchObject({
      ownerId: second.id,
      filerId: second.id,
    })
    const lost = await db().account.findUniqueOrThrow({ where: { id: first.id } })
    const won = await db().account.findUniqueOrThrow({ where: { id: second.id } })
    expect(lost.idNumberIndex).not.toBe(won.idNumberIndex)
    expect(lost.numberLostAt).not.toBeNull()
    const last = async (token: string) => (await news(token)).find(({ kind }) => kind === 'DISPUTE_DECIDED')
    expect((await last(second.token))?.text).toContain('现归本账号')
    expect((await last(first.token))?.text).toContain('属于另一账号')
    const events = await db().auditEvent.findMany({
      where: { actorId: officer.id, action: { startsWith: 'dispute.' } },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual(['dispute.lose-number', 'dispute.uphold'])
    expect(
      await db().auditEvent.count({ where: { action: 'machine.assign-owner', subjectId: machine.id } }),
    ).toBe(1)
    expect((await decide(dispute.id, { upheld: false })).status).toBe(409)
  })

  it('leaves notices with whom they were sent to, without what has come since', async () => {
    const { first, second, dispute, idNumber } = await opened()
    const waiting = await makeFiling(db(), 'APPROVED', { ownerId: first.id, districtCode: HOME })
    const inbox = async (token: string) =>
      (await callRoute<{ data: NoticeDto[] }>(noticeRoutes.listNotices, { token, query: { limit: '100' } }))
        .body.data
    const before = await inbox(first.token)
    const told = before.find(({ kind, filingId }) => kind === 'APPROVED' && filingId === waiting.id)
    expect(told?.text).toContain(waiting.pickupCode)
    expect(await findMessage(told?.id ?? '', new Date())).toMatchObject({ facts: { kind: 'APPROVED' } })
    const seen = { machines: 2, filings: 2 }
    const { status } = await decide(dispute.id, { upheld: true, idTail: idNumber.slice(-4), ...seen })
    expect(status).toBe(200)
    expect((await inbox(second.token)).map(({ kind }) => kind)).toEqual(['DISPUTE_DECIDED'])
    const after = await inbox(first.token)
    expect(after.slice(1).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    const now = after.find(({ id }) => id === told?.id)
    expect(now).toMatchObject({ filingId: null, waits: false })
    expect(now?.text).toBe('您委托登记的机械信息通过审核。该登记现已不在本账号名下，本账号不能再办理。')
    // Nor is a text message that waited for the morning sent to who lost the number.
    expect((await findMessage(told?.id ?? '', new Date()))?.facts).toBeNull()
    const code = await callRoute<{ data: { code: string }[] }>(filingRoutes.listOwnPickups, {
      token: second.token,
    })
    expect(code.body.data.map((pickup) => pickup.code)).toEqual([waiting.pickupCode])
  })

  it('stays where it is when refused, or when the officer has not seen what is there', async () => {
    const { first, second, dispute, idNumber } = await opened()
    const idTail = idNumber.slice(-4)
    expect((await decide(dispute.id, { upheld: true })).status).toBe(422)
    expect((await decide(dispute.id, { upheld: true, idTail: 'XXXX' })).status).toBe(422)
    expect((await decide(dispute.id, { upheld: true, idTail, machines: 2 })).body.code).toBe(
      'VERSION_CONFLICT',
    )
    expect((await decide(dispute.id, { upheld: true, idTail }, '440106')).status).toBe(404)
    expect((await db().identityDispute.findUniqueOrThrow({ where: { id: dispute.id } })).status).toBe('OPEN')
    expect((await decide(dispute.id, { upheld: false, answer: '执照与来人不符' })).status).toBe(200)
    expect((await me(first.token)).numberState).toBe('OWN')
    expect((await me(second.token)).numberState).toBe('CONTESTED')
    for (const { token } of [first, second])
      expect((await news(token)).some(({ text }) => text.includes('执照与来人不符'))).toBe(true)
  })
})
