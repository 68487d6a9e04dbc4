import { describe, expect, it } from 'vitest'
import { maskName } from '@/lib/core/mask'
import { accountRoutes } from '@/lib/features/account/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import type { AccountDto, TicketHolder, TokensDto } from './schema'

const {
  me: meRoute,
  endSession: endRoute,
  openSession: openRoute,
  issueTicket: ticketRoute,
  lookAtTicket: lookRoute,
} = accountRoutes

type Answer = TokensDto & { code?: string; errors?: { path: string; code: string }[] }
const open = (ticket: string) => callRoute<Answer>(openRoute, { body: { ticket } })
const me = (token: string) => callRoute<AccountDto>(meRoute, { token })
const end = (token: string, everywhere?: string) =>
  callRoute(endRoute, { token, query: everywhere ? { everywhere } : {} })

async function ticketOf({ token }: OwnerSession): Promise<string> {
  const { status, body } = await callRoute<{ ticket: string; expiresInSeconds: number }>(ticketRoute, {
    token,
  })
  expect([status, body.expiresInSeconds]).toEqual([201, 60])
  return body.ticket
}

const actionsOf = async (subjectId: string) =>
  (await db().auditEvent.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )

describe('a ticket', () => {
  it('opens a session of its own for the same account, once', async () => {
    const owner = await ownerSession(db())
    const ticket = await ticketOf(owner)
    const opened = await open(ticket)
    expect(opened.status).toBe(201)
    expect((await me(opened.body.accessToken)).body.id).toBe(owner.id)
    expect((await end(opened.body.accessToken)).status).toBe(204)
    expect((await me(owner.token)).status).toBe(200)
    const again = await open(ticket)
    expect([again.status, again.body.code, again.body.errors?.[0]?.code]).toEqual([
      401,
      'INVALID_CREDENTIALS',
      'TICKET_INVALID',
    ])
    expect(await actionsOf(owner.id)).toEqual(['session.issue-ticket', 'session.open', 'session.end'])
    expect(JSON.stringify(await db().sessionTicket.findMany())).not.toContain(ticket)
  })

  it('of twenty at once lets one in', async () => {
    const ticket = await ticketOf(await ownerSession(db()))
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(ticket)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
  })

  it('dies after a minute, and none opens what was never issued', async () => {
    const owner = await ownerSession(db())
    const ticket = await ticketOf(owner)
    const past = { createdAt: new Date(Date.now() - 61_000), expiresAt: new Date(Date.now() - 1_000) }
    await db().sessionTicket.updateMany({ where: { accountId: owner.id }, data: past })
    expect((await open(ticket)).status).toBe(401)
    expect((await open('x'.repeat(43))).status).toBe(401)
    expect((await callRoute(ticketRoute, {})).status).toBe(401)
  })

  it('outlives the session that asked for it', async () => {
    const owner = await ownerSession(db())
    const ticket = await ticketOf(owner)
    await end(owner.token)
    expect((await open(ticket)).status).toBe(201)
  })
})

describe('a look at a ticket', () => {
  const look = (ticket: string) =>
    callRoute<TicketHolder & { code?: string }>(lookRoute, { body: { ticket } })

  it('says masked whose it is, however often, and leaves it unused', async () => {
    const owner = await ownerSession(db())
    const ticket = await ticketOf(owner)
    const { body: account } = await me(owner.token)
    for (let turn = 0; turn < 3; turn += 1) {
      const { status, body } = await look(ticket)
      expect([status, body.accountId, body.phoneMasked]).toEqual([200, owner.id, account.phoneMasked])
      expect(body.nameMasked).toBe(maskName(account.name))
      expect(body.nameMasked).not.toBe(account.name)
      expect(body.expiresInSeconds).toBeGreaterThan(0)
    }
    expect((await open(ticket)).status).toBe(201)
    expect(await look(ticket)).toMatchObject({ status: 401, body: { code: 'INVALID_CREDENTIALS' } })
  })

  it('tells nothing of one that is unknown, ended or expired', async () => {
    const owner = await ownerSession(db())
    const ended = await ticketOf(owner)
    await end(owner.token, 'true')
    expect((await look(ended)).status).toBe(401)
    expect((await look('x'.repeat(43))).status).toBe(401)
    const late = await ownerSession(db())
    const ticket = await ticketOf(late)
    const past = { createdAt: new Date(Date.now() - 61_000), expiresAt: new Date(Date.now() - 1_000) }
    await db().sessionTicket.updateMany({ where: { accountId: late.id }, data: past })
    expect((await look(ticket)).status).toBe(401)
  })
})

describe('signing out everywhere', () => {
  it('ends every session and every waiting ticket of the account, and nobody else', async () => {
    const owner = await ownerSession(db())
    const stranger = await ownerSession(db())
    const opened = await open(await ticketOf(owner))
    const waiting = await ticketOf(owner)
    const others = await ticketOf(stranger)
    expect((await end(owner.token, 'true')).status).toBe(204)
    for (const token of [owner.token, opened.body.accessToken]) expect((await me(token)).status).toBe(401)
    expect((await open(waiting)).status).toBe(401)
    expect((await me(stranger.token)).status).toBe(200)
    expect((await open(others)).status).toBe(201)
    expect((await actionsOf(owner.id)).at(-1)).toBe('session.end-all')
  })

  it('is asked for in so many words', async () => {
    const owner = await ownerSession(db())
    const other = await open(await ticketOf(owner))
    expect((await end(owner.token, 'yes')).status).toBe(400)
    expect((await end(owner.token, 'false')).status).toBe(204)
    expect((await me(other.body.accessToken)).status).toBe(200)
  })

  it('leaves no session behind of a ticket that is used at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const owner = await ownerSession(db())
      const ticket = await ticketOf(owner)
      await Promise.all([end(owner.token, 'true'), open(ticket)])
      expect(await db().accountSession.count({ where: { accountId: owner.id, revokedAt: null } })).toBe(0)
    }
  })
})
