import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountRoutes } from '@/lib/features/account/routes'
import { confirmationRoutes } from '@/lib/features/confirmation/routes'
import type { ListedAct } from '@/lib/features/confirmation/schema'
import { noticeRoutes } from '@/lib/features/notice/routes'
import type { NoticeDto } from '@/lib/features/notice/schema'
import { db } from '@/lib/server/database/db'
import { stopWorkers } from '@/lib/server/jobs/jobs'
import { ACTS_ALONE_RULES } from '@/prisma/factories/acts-alone'
import { callRoute } from '@/testing/call-route'
import { disputeDesk, HOME } from '@/testing/dispute-desk'
import { staffSession } from '@/testing/staff-session'
import { disputeRoutes } from './routes'
import type { OfficeDispute, OwnDispute } from './schema'

afterAll(stopWorkers)

const { decide, me, news, opened } = disputeDesk<OwnDispute, OfficeDispute, NoticeDto>({
  ...accountRoutes,
  ...disputeRoutes,
  ...noticeRoutes,
})

const rule = { key: 'second-person', divisionCode: HOME }
beforeEach(async () => {
  const value = { ...(ACTS_ALONE_RULES[0]?.value ?? {}), UPHOLD_DISPUTE: true }
  await db().setting.create({ data: { ...rule, value } })
})
afterEach(() => db().setting.delete({ where: { key_divisionCode: rule } }))

describe('where the rule asks for a second person', () => {
  it('upholding a dispute waits for one, and then goes, proved by who had the original', async () => {
    const { first, second, dispute, photoId, idNumber } = await opened()
    const upheld = { upheld: true, idTail: idNumber.slice(-4) }
    expect((await decide(dispute.id, { ...upheld, machines: 2 })).body.code).toBe('VERSION_CONFLICT')
    const { officer, ...asked } = await decide(dispute.id, upheld)
    expect([asked.status, asked.body.status, asked.body.proposedAnswer]).toEqual([
      200,
      'OPEN',
      '营业执照原件和经办人证件一致',
    ])
    const act = asked.body.pendingAct
    expect(act).toMatchObject({ kind: 'UPHOLD_DISPUTE', own: true, may: ['WITHDRAW'] })
    expect((await decide(dispute.id, upheld)).status).toBe(409)
    expect((await me(first.token)).numberState).toBe('OWN')
    expect((await news(second.token)).map(({ kind }) => kind)).not.toContain('DISPUTE_DECIDED')
    // Neither the reason nor a name is where the trail keeps it for good.
    const stored = JSON.stringify([
      await db().pendingAct.findUniqueOrThrow({ where: { id: act?.id ?? '' } }),
      (await db().auditEvent.findMany({ where: { subjectId: dispute.id } })).map(({ details }) => details),
    ])
    for (const word of ['营业执照', second.name, idNumber]) expect(stored).not.toContain(word)

    const confirm = async (who: { headers: Record<string, string> }) =>
      callRoute(confirmationRoutes.confirmAct, { params: { id: act?.id ?? '' }, headers: who.headers })
    expect((await confirm(officer)).status).toBe(403)
    const other = await staffSession(db(), 'SUPERVISOR', HOME)
    // Not blindly: whose number it is, the evidence and the reason stand beside the request.
    const waiting = await callRoute<{ data: ListedAct[] }>(confirmationRoutes.listPendingActs, {
      headers: other.headers,
      query: { limit: '100' },
    })
    const shown = waiting.body.data.find(({ subject }) => subject.id === dispute.id)
    expect(shown?.dispute).toMatchObject({
      id: dispute.id,
      numberMasked: `${idNumber.slice(0, 6)}************`,
      claimant: { name: second.name, phoneMasked: expect.stringContaining('****') },
      holder: { name: first.name, machines: 1, filings: 1 },
      photos: [{ photoId }],
      text: '营业执照在我单位，号码被他人注册',
      proposedAnswer: '营业执照原件和经办人证件一致',
    })
    expect(JSON.stringify(shown)).not.toContain(idNumber.slice(-4))
    const only = async (id: string, area = HOME) => {
      const { headers } = await staffSession(db(), 'SUPERVISOR', area)
      const answer = await callRoute<{ data: OfficeDispute[] }>(disputeRoutes.listDisputes, {
        headers,
        query: { id },
      })
      return answer.body.data.map((one) => one.id)
    }
    expect([await only(dispute.id), await only(dispute.id, '440106')]).toEqual([[dispute.id], []])
    expect((await confirm(other)).status).toBe(200)
    expect((await me(second.token)).numberState).toBe('OWN')
    expect((await me(first.token)).numberState).toBe('LOST')
    const won = await db().account.findUniqueOrThrow({ where: { id: second.id } })
    expect(won.provedById).toBe(officer.id)
    const done = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: dispute.id, action: 'dispute.uphold' },
    })
    expect(done).toMatchObject({ actorId: other.id, details: { askedBy: officer.id, machines: 1 } })
    const last = (await news(first.token)).find(({ kind }) => kind === 'DISPUTE_DECIDED')
    expect(last?.text).toContain('营业执照原件和经办人证件一致')
    expect(await only(dispute.id)).toEqual([dispute.id])
  })

  it('refused while a second person is asked, is not upheld by a late word', async () => {
    const { first, dispute, idNumber } = await opened()
    const { body } = await decide(dispute.id, { upheld: true, idTail: idNumber.slice(-4) })
    expect((await decide(dispute.id, { upheld: false })).status).toBe(200)
    const { headers } = await staffSession(db(), 'SUPERVISOR', HOME)
    const id = body.pendingAct?.id ?? ''
    const late = await callRoute(confirmationRoutes.confirmAct, { params: { id }, headers })
    expect(late.status).toBe(409)
    expect((await me(first.token)).numberState).toBe('OWN')
  })
})
