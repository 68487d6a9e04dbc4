import { z } from 'zod'
import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay, chinaDayEnd } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { audit } from '@/lib/server/audit/audit'
import { db, inTransaction, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { askIdentityService, hasIdentityService } from '@/lib/server/outside/identity-service'
import { openIdNumber, openPhone } from '@/lib/server/secrets/personal'
import { getOwnProof } from '../queries'
import { ONLINE_TRIES } from '../rules'
import type { OwnProof } from '../schema'
import { recordProof } from './record'

const REFUSALS = {
  MISMATCH:
    '核验没有通过：核验服务说姓名（名称）、证件号码和手机号不属于同一人（单位）。请核对注册的信息，或携带证件原件到登记单位窗口核验',
  UNKNOWN: '核验服务没有查到这些信息，没有核验；请携带证件原件到登记单位窗口核验',
} as const

/**
 * POST /me/proof: asks the configured service about the account's own name, document and phone. No answer is no proof.
 * @returns the state afterwards; an account that is proved already is answered without a question
 * @throws AppError UNAVAILABLE without an answer; RATE_LIMITED after the tries of a day; STATE_CONFLICT
 *   without a service, or (IDENTITY_MISMATCH, IDENTITY_UNKNOWN) as it said; VERSION_CONFLICT when the account changed meanwhile
 */
export async function proveOnline(actor: AccountActor): Promise<OwnProof> {
  if (!hasIdentityService())
    throw new AppError('STATE_CONFLICT', {
      detail: '本系统没有接入在线核验，请携带证件原件到登记单位窗口核验身份',
    })
  const account = await db().account.findUniqueOrThrow({ where: { id: actor.id } })
  if (account.provedAt) return getOwnProof(actor)
  if (account.contestedIndex || account.numberLostAt)
    throw new AppError('STATE_CONFLICT', { detail: '本账号的证件号码有争议，不能在线核验，请办理“号码申诉”' })
  await countTry(actor)
  const { type, name, documentKind } = account
  const answer = await askIdentityService({
    type,
    name,
    documentKind: documentKind ?? (type === 'UNIT' ? 'UNIT_CODE' : 'RESIDENT_ID'),
    documentNumber: openIdNumber(account),
    phone: openPhone(account),
  })
  if (answer === 'NOT_CHECKED')
    throw new AppError('UNAVAILABLE', {
      detail: '核验服务没有应答，没有核验；请稍后再试，或携带证件原件到登记单位窗口核验',
    })
  if (answer !== 'MATCH') {
    await recordRefusal(actor, answer)
    const code = `IDENTITY_${answer}`
    throw new AppError('STATE_CONFLICT', {
      detail: REFUSALS[answer],
      errors: [{ path: '', code, message: REFUSALS[answer] }],
    })
  }
  await transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
    const now = await tx.account.findUniqueOrThrow({ where: { id: actor.id } })
    const same = (['name', 'idNumberIndex', 'phoneIndex'] as const).every((key) => now[key] === account[key])
    if (!same) throw new AppError('VERSION_CONFLICT')
    await recordProof(tx, actor, actor.id)
  })
  return getOwnProof(actor)
}

function recordRefusal(actor: AccountActor, answer: 'MISMATCH' | 'UNKNOWN'): Promise<void> {
  return inTransaction((tx) =>
    audit(tx, actor, {
      action: 'account.fail-proof',
      subjectType: 'account',
      subjectId: actor.id,
      details: { proofAnswer: answer },
    }),
  )
}

/** In a transaction of its own: a question counts whatever its answer. */
async function countTry(actor: AccountActor): Promise<void> {
  const day = chinaDay(new Date())
  const end = chinaDayEnd(day)
  const [row] = await inTransaction(
    (tx) => rowsOf(tx, z.object({ points: z.int() }))`
      INSERT INTO rate_limit AS r (key, points, expire)
      VALUES (${`identity-of-day:${day}:${actor.id}`}, 1, ${end.getTime()})
      ON CONFLICT (key) DO UPDATE SET points = r.points + 1
      RETURNING points`,
  )
  if (!row || row.points <= ONLINE_TRIES) return
  throw new AppError('RATE_LIMITED', {
    detail: `在线核验每天最多 ${ONLINE_TRIES} 次，明天可以再试；现在可以携带证件原件到登记单位窗口核验`,
    retryAfterSeconds: secondsUntil(end),
  })
}
