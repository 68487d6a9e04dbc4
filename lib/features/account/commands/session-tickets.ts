import type { AccountActor, PublicActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { randomToken } from '@/lib/server/secrets/secrets'
import { ticketHash, ticketInvalid } from '../queries'
import { TICKET_SECONDS } from '../rules'
import type { TokensDto } from '../schema'
import { openTokens } from './session-tokens'

/** 256 random bits; only the hash is stored. */
const TICKET_BYTES = 32

/**
 * POST /sessions/tickets: signs the owner in once in the mini program's web-view. Not tied to the requesting session,
 * which may end right after.
 */
export async function issueTicket(
  actor: AccountActor,
): Promise<{ ticket: string; expiresInSeconds: number }> {
  const ticket = randomToken(TICKET_BYTES)
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + TICKET_SECONDS * 1000)
  return transact(async (tx) => {
    await tx.sessionTicket.create({
      data: {
        hash: ticketHash(ticket),
        accountId: actor.id,
        personId: actor.person?.id ?? null,
        createdAt,
        expiresAt,
      },
    })
    const subject = { subjectType: 'account', subjectId: actor.id }
    await audit(tx, actor, { action: 'session.issue-ticket', ...subject })
    return { ticket, expiresInSeconds: TICKET_SECONDS }
  })
}

/**
 * POST /sessions with a ticket. Of concurrent requests with one ticket, one succeeds.
 * @throws AppError INVALID_CREDENTIALS when it is unknown, was used, or is older than a minute
 */
export async function openByTicket(actor: PublicActor, ticket: string): Promise<TokensDto> {
  const hash = ticketHash(ticket)
  return transact(async (tx) => {
    const now = new Date()
    const { count } = await tx.sessionTicket.updateMany({
      where: { hash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    })
    if (count !== 1) throw ticketInvalid()
    const { accountId, personId } = await tx.sessionTicket.findUniqueOrThrow({ where: { hash } })
    const { sessionId, ...tokens } = await openTokens(tx, { accountId, personId })
    const subject = { subjectType: 'account', subjectId: accountId }
    await audit(tx, actor, { action: 'session.open', ...subject, details: { sessionId, by: 'ticket' } })
    return tokens
  })
}

/**
 * Ends every session of an account, those in which a person acts for units included, and deletes its unused tickets, which
 * could open another; not those of others who act for it. Tickets first: one in use at this moment holds its row lock, and
 * its new session is then seen and ended, too.
 * @param but the session that goes on
 * @returns how many sessions were ended
 */
export async function endAllSessions(tx: Tx, accountId: string, but?: string): Promise<number> {
  return endSessions(tx, { OR: [{ accountId, personId: null }, { personId: accountId }] }, but)
}

/** Ends the sessions in which a person, or the unit's own phone, acts for a unit. @returns how many */
export async function endSessionsFor(tx: Tx, unitId: string, personId: string): Promise<number> {
  return endSessions(tx, { accountId: unitId, personId: personId === unitId ? null : personId })
}

type Whose = { accountId: string; personId: string | null } | { OR: object[] }

async function endSessions(tx: Tx, whose: Whose, but?: string): Promise<number> {
  await tx.sessionTicket.deleteMany({ where: { ...whose, usedAt: null } })
  const { count } = await tx.accountSession.updateMany({
    where: { ...whose, revokedAt: null, ...(but ? { id: { not: but } } : {}) },
    data: { revokedAt: new Date() },
  })
  return count
}
