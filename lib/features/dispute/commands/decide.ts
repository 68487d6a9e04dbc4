import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { chinaDay } from '@/lib/core/clock'
import { compareTail } from '@/lib/features/identity/commands/compare-tail'
import { recordProof } from '@/lib/features/proof/commands/record'
import { askSecondPerson } from '@/lib/features/second-person/commands/ask'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import { changedActs } from '@/lib/features/second-person/queries/subjects'
import type { ActPayload } from '@/lib/features/second-person/schema'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction, type Tx, transact } from '@/lib/server/database/db'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import { getOfficeDispute } from '../queries'
import type { DecideDispute, OfficeDispute } from '../schema'
import { loseNumber, moveHoldings } from './move'

/**
 * Decides once, and tells both. Upheld, with the claimant's original at hand: the account that had the number loses it, with the
 * machines and submitted filings that were registered by it, and its proof; the claimant gets number, machines and proof.
 * Where the district's rule asks for a second person, upholding it waits for that one's word; refusing does not.
 * @throws AppError NOT_FOUND outside the area; INVALID at `idTail`, counted, LOCKED after too many; STATE_CONFLICT when it is
 *   decided, or a request waits; VERSION_CONFLICT when the number is somebody else's by now, or what goes with it is not what the officer saw
 */
export async function decideDispute(
  actor: StaffActor,
  id: string,
  decision: DecideDispute,
): Promise<OfficeDispute> {
  if (decision.upheld) await compareDocument(actor, id, decision.idTail ?? '')
  return transact(async (tx) => {
    const dispute = await lockDispute(tx, actor, id)
    if (decision.upheld && (await needsSecondPerson(tx, 'UPHOLD_DISPUTE', dispute.districtCode)))
      await askToUphold(tx, actor, dispute, decision)
    else await close(tx, actor, dispute, { ...decision, askedBy: null })
    return getOfficeDispute(tx, actor, id)
  })
}

/** As a load takes it, before any row: the claimant's proof asks for it. */
export async function lockHolders(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
}

type Asked = { id: string; seen: ActPayload<'UPHOLD_DISPUTE'>; askedBy: string }

/** The second person's word: upheld as it was asked for. @throws AppError as `decideDispute` */
export async function upholdAsked(tx: Tx, actor: StaffActor, { id, seen, askedBy }: Asked): Promise<void> {
  const dispute = await lockDispute(tx, actor, id)
  if (dispute.proposedAnswer === null) throw new AppError('VERSION_CONFLICT')
  const answer = decrypt('identity_dispute.proposedAnswer', id, dispute.proposedAnswer)
  await close(tx, actor, dispute, { upheld: true, answer, ...seen, askedBy })
}

async function lockDispute(tx: Tx, actor: StaffActor, id: string) {
  await lockHolders(tx)
  const dispute = await findOwn(tx, actor, id)
  const { claimantId, holderId } = dispute
  await tx.$queryRaw`
    SELECT id FROM account WHERE id = ANY(${[claimantId, holderId]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return dispute
}
type Dispute = Awaited<ReturnType<typeof findOwn>>

/** Refuses what could not be done now, then asks; names stay out of the request, which the audit trail keeps. */
async function askToUphold(
  tx: Tx,
  actor: StaffActor,
  dispute: Dispute,
  decision: DecideDispute,
): Promise<void> {
  const { id, districtCode, createdAt } = dispute
  const { machines, filings } = decision
  if (dispute.status !== 'OPEN') throw decided()
  const payload = { machines, filings }
  const seen = { kind: 'UPHOLD_DISPUTE' as const, subjectId: id, subjectVersion: null, payload }
  const holds = await isContested(tx, dispute)
  if (!holds || (await changedActs(tx, [seen])).size > 0) throw changed()
  await askSecondPerson(tx, actor, {
    kind: 'UPHOLD_DISPUTE',
    subjectId: id,
    label: `${chinaDay(createdAt)} 提交的申诉`,
    divisionCode: districtCode,
    version: null,
    payload,
    reason: `认定号码归申诉人，${machines} 台机械、${filings} 份登记随之转移`,
  })
  const proposedAnswer = encrypt('identity_dispute.proposedAnswer', id, decision.answer)
  await tx.identityDispute.update({ where: { id }, data: { proposedAnswer } })
}

/** `askedBy`: who had the claimant's document and asked, where this is another one's word */
type Decision = Omit<DecideDispute, 'idTail'> & { askedBy: string | null }

async function close(tx: Tx, actor: StaffActor, dispute: Dispute, decision: Decision): Promise<void> {
  const { id, claimantId, holderId, districtCode } = dispute
  await closeDispute(tx, actor, id, decision)
  const subject = { subjectType: 'dispute', subjectId: id, districtCode }
  const parties = { account: claimantId, holder: holderId }
  if (decision.upheld) {
    const moved = await uphold(tx, actor, dispute, decision)
    const asked = decision.askedBy ? { askedBy: decision.askedBy } : {}
    await audit(tx, actor, {
      action: 'dispute.uphold',
      ...subject,
      details: { ...parties, ...moved, ...asked },
    })
  } else await audit(tx, actor, { action: 'dispute.refuse', ...subject, details: parties })
  const told = { kind: 'DISPUTE_DECIDED' as const, disputeId: id }
  await tx.notice.createMany({ data: [claimantId, holderId].map((accountId) => ({ accountId, ...told })) })
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
  { upheld, answer }: Decision,
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
  if (count !== 1) throw decided()
}

const decided = () => new AppError('STATE_CONFLICT', { detail: '这件申诉已经决定' })
const changed = () =>
  new AppError('VERSION_CONFLICT', { detail: '该账号名下的机械或登记已有变化，请刷新后核对再决定' })

/** False: decided meanwhile in favour of a third, or the account was closed. */
async function isContested(tx: Tx, { claimantId, holderId }: Pick<Dispute, 'claimantId' | 'holderId'>) {
  const { contestedIndex } = await tx.account.findUniqueOrThrow({ where: { id: claimantId } })
  const holder = await tx.account.findUniqueOrThrow({ where: { id: holderId } })
  return contestedIndex !== null && holder.idNumberIndex === contestedIndex ? contestedIndex : null
}

async function uphold(
  tx: Tx,
  actor: StaffActor,
  { claimantId, holderId }: { claimantId: string; holderId: string },
  seen: Decision,
): Promise<{ machines: number; filings: number }> {
  const contestedIndex = await isContested(tx, { claimantId, holderId })
  if (!contestedIndex) throw new AppError('VERSION_CONFLICT')
  await loseNumber(tx, actor, holderId)
  await tx.account.update({
    where: { id: claimantId },
    data: { idNumberIndex: contestedIndex, contestedIndex: null },
  })
  const moved = await moveHoldings(tx, actor, { from: holderId, to: claimantId })
  if (moved.machines !== seen.machines || moved.filings !== seen.filings) throw changed()
  await tx.account.updateMany({ where: { registrantId: holderId }, data: { registrantId: claimantId } })
  await recordProof(tx, actor, claimantId, seen.askedBy ?? actor.id)
  return moved
}
