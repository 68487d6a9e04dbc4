import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { openTokens } from '@/lib/features/account/commands/session-tokens'
import type { TokensDto } from '@/lib/features/account/schema'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { requirePerson } from './unit'

/**
 * POST /sessions/acting: opens a session of the same person for one of the units, or (null) in the own name. It is no younger
 * than the one it comes from; that one is ended by whoever replaces it.
 * @throws AppError NOT_FOUND for a unit in which the person has no place; STATE_CONFLICT for whoever signed in by a unit's phone
 */
export async function actFor(actor: AccountActor, unitId: string | null): Promise<TokensDto> {
  const person = requirePerson(actor)
  return transact(async (tx) => {
    const { createdAt } = await tx.accountSession.findUniqueOrThrow({ where: { id: actor.sessionId } })
    const place = unitId && { unitId, personId: person.id, endedAt: null, unit: { closedAt: null } }
    if (place && (await tx.unitMember.count({ where: place })) === 0)
      throw new AppError('NOT_FOUND', { detail: '您不能代该单位办理' })
    const accountId = unitId ?? person.id
    const { sessionId, ...tokens } = await openTokens(tx, {
      accountId,
      personId: unitId && person.id,
      openedAt: createdAt,
    })
    await audit(tx, actor, {
      action: 'session.act-for',
      subjectType: 'account',
      subjectId: accountId,
      details: { sessionId, person: person.id },
    })
    return tokens
  })
}
