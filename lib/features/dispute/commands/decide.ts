import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { compareTail } from '@/lib/features/identity/commands/compare-tail'
import { recordProof } from '@/lib/features/proof/commands/record'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction, type Tx, transact } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { getOfficeDispute } from '../queries'
import type { DecideDispute, OfficeDispute } from '../schema'
import { loseNumber, moveHoldings } from './move'

/**
 * Decides once, and tells both. Upheld, with the claimant's original at hand: the account that had the number loses it, with the
 * machines and submitted filings that were registered by it, and its proof; the claimant gets number, machines and proof.
 * @throws AppError NOT_FOUND outside the area; INVALID at `idTail`, counted, LOCKED after too many; STATE_CONFLICT when it is
 *   decided; VERSION_CONFLICT when the number is somebody else's by now, or what goes with it is not what the officer saw
 */
export async function decideDispute(
  actor: StaffActor,
  id: string,
  decision: DecideDispute,
): Promise<OfficeDispute> {
  if (decision.upheld) await compareDocument(actor, id, decision.idTail ?? '')
  return transact(async (tx) => {
    // As a load takes it, before any row: the claimant's proof asks for it.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
    const dispute = await findOwn(tx, actor, id)
    const { claimantId, holderId, districtCode } = dispute
    await tx.$queryRaw`
      SELECT id FROM account WHERE id = ANY(${[claimantId, holderId]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
    await closeDispute(tx, actor, id, decision)
    const subject = { subjectType: 'dispute', subjectId: id, districtCode }
    const parties = { account: claimantId, holder: holderId }
    if (decision.upheld) {
      const moved = await uphold(tx, actor, dispute, decision)
      await audit(tx, actor, { action: 'dispute.uphold', ...subject, details: { ...parties, ...moved } })
    } else await audit(tx, actor, { action: 'dispute.refuse', ...subject, details: parties })
    await tx.notice.createMany({
      data: [claimantId, holderId].map((accountId) => ({
        accountId,
        kind: 'DISPUTE_DECIDED' as const,
        disputeId: id,
      })),
    })
    return getOfficeDispute(tx, id)
  })
}

async function findOwn(tx: Tx, actor: StaffActor, id: string) {
  const dispute = await tx.identityDispute.findFirst({
    where: { id, ...actor.area },
    include: { claimant: { select: { id: true, name: true, idTailIndex: true } } },
  })
  if (!dispute) throw new AppError('NOT_FOUND')
  return dispute
}

/** In a transaction of its own, since a wrong attempt counts whatever comes of the rest. */
async function compareDocument(actor: StaffActor, id: string, idTail: string): Promise<void> {
  const refusal = await inTransaction(async (tx) => {
    const { claimant } = await findOwn(tx, actor, id)
    return compareTail(tx, actor, claimant, idTail)
  })
  if (refusal) throw refusal
}

async function closeDispute(
  tx: Tx,
  actor: StaffActor,
  id: string,
  { upheld, answer }: DecideDispute,
): Promise<void> {
  const { count } = await tx.identityDispute.updateMany({
    where: { id, status: 'OPEN' },
    data: {
      status: upheld ? 'UPHELD' : 'REFUSED',
      answer: encrypt('identity_dispute.answer', id, answer),
      decidedAt: new Date(),
      decidedById: actor.id,
    },
  })
  if (count !== 1) throw new AppError('STATE_CONFLICT', { detail: '这件申诉已经决定' })
}

async function uphold(
  tx: Tx,
  actor: StaffActor,
  { claimantId, holderId }: { claimantId: string; holderId: string },
  seen: DecideDispute,
): Promise<{ machines: number; filings: number }> {
  const claimant = await tx.account.findUniqueOrThrow({ where: { id: claimantId } })
  const holder = await tx.account.findUniqueOrThrow({ where: { id: holderId } })
  const { contestedIndex } = claimant
  // Decided meanwhile in favour of a third, or the account was closed.
  if (!contestedIndex || holder.idNumberIndex !== contestedIndex) throw new AppError('VERSION_CONFLICT')
  await loseNumber(tx, actor, holderId)
  await tx.account.update({
    where: { id: claimantId },
    data: { idNumberIndex: contestedIndex, contestedIndex: null },
  })
  const moved = await moveHoldings(tx, actor, { from: holderId, to: claimantId })
  if (moved.machines !== seen.machines || moved.filings !== seen.filings)
    throw new AppError('VERSION_CONFLICT', {
      detail: '该账号名下的机械或登记已有变化，请刷新后核对再决定',
    })
  await tx.account.updateMany({ where: { registrantId: holderId }, data: { registrantId: claimantId } })
  await recordProof(tx, actor, claimantId)
  return moved
}
