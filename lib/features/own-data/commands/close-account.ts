import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { checkCode, consumeCode } from '@/lib/features/account/commands/codes'
import { endAllSessions } from '@/lib/features/account/commands/session-tickets'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { forgetBatches } from '@/lib/features/batch/commands/forget-batches'
import { forgetQueue } from '@/lib/features/batch/commands/queues'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { ensureQueue } from '@/lib/server/jobs/jobs'
import { NO_PASSWORD } from '@/lib/server/secrets/password'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { getClosing } from '../queries/closing'
import { closingRefusal } from '../rules/closing'
import type { CloseAccountInput, ClosingState } from '../schema'

/**
 * POST /me/closing: closes the account for good. What identifies a person goes: phone, WeChat, name of a person, and the
 * indexes by which one could be searched, so that phone and document are free for a new account. The encrypted number of the
 * document stays only where registrations name this owner: an officer sees it by a recorded reveal. Name and code of a unit
 * are no personal data and stay. The words of requests to correct go, with their answers. Certificates are withdrawn, without name and purpose. Users of machines that it declared are deleted. Places in units end, and whoever acted for a
 * unit does so no more. Audit rows stay.
 * @throws AppError CODE_INVALID; INVALID for a phone that is not the account's; STATE_CONFLICT with what is to be settled first
 */
export async function closeAccount(actor: AccountActor, { phone, code }: CloseAccountInput): Promise<void> {
  const { phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: actor.id } })
  if (phoneIndexOf(phone) !== phoneIndex)
    throw fieldError('phone', '请填写本账号注册的手机号', 'NOT_OWN_PHONE')
  const proof = await checkCode(phone, 'CLOSE_ACCOUNT', code)
  await ensureQueue(forgetQueue)
  await transact(async (tx) => {
    // Against filings and transfers that begin meanwhile: their foreign keys wait for this row.
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${actor.id}::uuid FOR UPDATE`
    const state = await getClosing(actor, tx)
    if (state.obstacles.length > 0) throw new AppError('STATE_CONFLICT', { detail: closingRefusal(state) })
    await consumeCode(tx, proof)
    await forgetPerson(tx, actor, state)
    const endedSessions = await endAllSessions(tx, actor.id)
    // Words of owner and bureau may name the person and hold numbers; kind, dates and state of the answer stay.
    await tx.correctionRequest.updateMany({
      where: { accountId: actor.id },
      data: { text: null, answer: null },
    })
    await leaveAll(tx, actor.id)
    await tx.consent.updateMany({ where: { accountId: actor.id }, data: { address: null } })
    await forgetBatches(tx, actor.id)
    await withdrawCertificates(tx, actor.id)
    await tx.machineUser.deleteMany({ where: { accountId: actor.id } })
    await audit(tx, actor, {
      action: 'account.close',
      subjectType: 'account',
      subjectId: actor.id,
      details: { endedSessions, recordsStay: state.recordsStay },
    })
  })
}

async function forgetPerson(tx: Tx, actor: AccountActor, { recordsStay }: ClosingState): Promise<void> {
  const person = actor.type === 'PERSON'
  const { count } = await tx.account.updateMany({
    where: { id: actor.id, closedAt: null },
    data: {
      closedAt: new Date(),
      provedAt: null,
      provedHow: null,
      provedById: null,
      contestedIndex: null,
      ...(person ? { name: '已注销的机主' } : {}),
      ...(person && !recordsStay ? { idNumber: encrypt('account.idNumber', actor.id, '') } : {}),
      // Of nothing that anybody could look for.
      idNumberIndex: blindIndex('id', randomUUID()),
      idTailIndex: blindIndex('id-tail', randomUUID()),
      phone: null,
      phoneIndex: null,
      wechatIndex: null,
      passwordHash: NO_PASSWORD,
    },
  })
  if (count !== 1) throw new AppError('STATE_CONFLICT')
  await tx.signInTries.deleteMany({ where: { accountId: actor.id } })
}

/** They name somebody who is no longer here; who checks one reads that it was withdrawn. */
async function withdrawCertificates(tx: Tx, accountId: string): Promise<void> {
  const own = { accountId }
  await tx.certificate.updateMany({ where: { ...own, withdrawnAt: null }, data: { withdrawnAt: new Date() } })
  await tx.certificate.updateMany({ where: own, data: { ownerName: null, purpose: null } })
}

/** Of a unit: nobody acts for it any more. Of a person: no place in a unit, and no phone or code in what waited. */
async function leaveAll(tx: Tx, id: string): Promise<void> {
  const endedAt = new Date()
  await tx.accountSession.updateMany({
    where: { accountId: id, revokedAt: null },
    data: { revokedAt: endedAt },
  })
  await tx.unitMember.updateMany({
    where: { OR: [{ unitId: id }, { personId: id }], endedAt: null },
    data: { endedAt },
  })
  await tx.unitInvitation.deleteMany({ where: { unitId: id, state: 'OPEN' } })
  await tx.unitRequest.deleteMany({ where: { personId: id } })
}
