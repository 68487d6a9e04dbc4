import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { checkCode, consumeCode } from '@/lib/features/account/commands/codes'
import { sendCode } from '@/lib/features/account/commands/send-code'
import { endAllSessions } from '@/lib/features/account/commands/session-tickets'
import { findAccountByPhone } from '@/lib/features/account/queries'
import { compareOriginal } from '@/lib/features/identity/commands/compare-original'
import { FOUND, toFound } from '@/lib/features/identity/queries'
import { recordProof } from '@/lib/features/proof/commands/record'
import { audit } from '@/lib/server/audit/audit'
import { db, transactAfter, uniqueViolation } from '@/lib/server/database/db'
import { deliverNow, ensureOutbox, type QueuedMessage } from '@/lib/server/outside/sms/outbox'
import { NO_PASSWORD } from '@/lib/server/secrets/password'
import type { ChangePhone } from '../schema'
import { phoneTaken, setPhone } from './set-phone'

/**
 * A code to the phone that the person at the desk names as the new one.
 * @throws AppError NOT_FOUND for a holder or a closed account; PHONE_TAKEN; as sendCode
 */
export async function sendNewPhoneCode(
  actor: StaffActor,
  id: string,
  { phone, humanCheck }: { phone: string; humanCheck?: string | undefined },
  address: string,
) {
  const account = await db().account.count({ where: { id, registeredAt: { not: null }, closedAt: null } })
  if (account === 0) throw new AppError('NOT_FOUND')
  if (await findAccountByPhone(db(), phone)) throw phoneTaken('phone')
  return sendCode(actor, { phone, purpose: 'NEW_PHONE', humanCheck }, address)
}

/**
 * The owner has lost the phone, or the account is in somebody else's hands: with the original compared and a code on the new
 * phone the account gets it. Whoever was in the account is out: sessions, tickets, password and WeChat end. The identity is
 * proved by the same document; the old phone is told.
 * @throws AppError INVALID at `idTail`, counted, and LOCKED after too many; INVALID at `authority` for a unit; CODE_INVALID;
 *   PHONE_TAKEN; VERSION_CONFLICT when the document has changed meanwhile
 */
export async function changePhone(
  actor: StaffActor,
  id: string,
  { idTail, phone, code, authority }: ChangePhone,
) {
  const seen = await compareOriginal(actor, id, idTail)
  if (seen.type === 'UNIT' && !authority)
    throw fieldError('authority', '请写明出示的委托书或任职证明', 'REQUIRED')
  const proof = await checkCode(phone, 'NEW_PHONE', code)
  await ensureOutbox()
  try {
    let queued: QueuedMessage | null = null
    const answer = await transactAfter(
      (tx) => consumeCode(tx, proof),
      async (tx) => {
        // Before any row, as a load takes it: recordProof asks for it.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
        await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
        const before = await tx.account.findUniqueOrThrow({ where: { id } })
        if (before.idTailIndex !== seen.idTailIndex) throw new AppError('VERSION_CONFLICT')
        const bureau = await tx.bureau.findUniqueOrThrow({
          where: { id: actor.bureauId },
          select: { name: true },
        })
        queued = await setPhone(tx, { id, phone, path: 'phone', bureauName: bureau.name })
        await tx.account.update({
          where: { id },
          data: { passwordHash: NO_PASSWORD, wechatIndex: null },
        })
        await tx.signInTries.deleteMany({ where: { accountId: id } })
        const endedSessions = await endAllSessions(tx, id)
        await audit(tx, actor, {
          action: 'account.change-phone',
          subjectType: 'account',
          subjectId: id,
          districtCode: actor.divisionCode,
          details: {
            by: 'idTail',
            endedSessions,
            unlinkedWechat: before.wechatIndex !== null,
            ...(authority ? { reason: authority } : {}),
          },
        })
        const { machines } = await recordProof(tx, actor, id)
        const found = toFound(await tx.account.findUniqueOrThrow({ where: { id }, select: FOUND }))
        return { ...found, machines, oldPhoneTold: queued !== null }
      },
    )
    if (queued) await deliverNow(queued)
    return answer
  } catch (error) {
    if (uniqueViolation(error)?.includes('phoneIndex')) throw phoneTaken('phone')
    throw error
  }
}
