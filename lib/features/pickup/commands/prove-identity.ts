import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import type { IdentityDocument } from '@/lib/core/identity-document'
import { hasDocument } from '@/lib/features/account/queries'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction, type Tx } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { type IdCheck, judgeCollector, PATH, partyOf } from '../rules/collector'
import { roleOf } from '../rules/collector-words'
import type { HandOverInput } from '../schema'
import { clearMisses, countMiss, queueAttempts, refusalOf, wrongText } from './identity-count'

type Collector = HandOverInput['collector']

export const REGISTERED = {
  id: true,
  type: true,
  name: true,
  documentKind: true,
  idNumberIndex: true,
  idTailIndex: true,
} as const
type Registered = {
  id: string
  type: 'PERSON' | 'UNIT'
  name: string
  documentKind: IdentityDocument | null
  idNumberIndex: string
  idTailIndex: string
}
export type Parties = { ownerId: string; filerId: string; owner: Registered; filer: Registered }
type Judged = { check: IdCheck; compared: Registered | null; same: boolean }

/** Who may collect; no agent where the owner filed. */
export function partiesOf({ ownerId, filerId, owner, filer }: Parties) {
  return { owner, agent: filerId === ownerId ? null : filer }
}

/**
 * Judges the collector of one pickup; document numbers are compared by their blind index. Counts nothing.
 * @throws AppError INVALID with the path of what is missing or cannot be
 */
export function judgeIdentity(filing: Parties, collector: Collector): Judged {
  const parties = partiesOf(filing)
  const { faults, check } = judgeCollector(collector, parties)
  if (faults.length > 0) throw new AppError('INVALID', { detail: faults[0]?.message, errors: faults })
  const compared = collector.kind === 'OTHER' ? null : partyOf(collector.kind, parties)
  if (!compared || check.kind === 'NONE' || check.kind === 'PROOF')
    return { check, compared: null, same: true }
  const same =
    check.kind === 'WHOLE'
      ? hasDocument(compared, check.value)
      : compared.idTailIndex === blindIndex('id-tail', idTailText(check.value, compared.name))
  return { check, compared, same }
}

/**
 * Compares the collector's document with the registered one, in a transaction of its own: a wrong number stays counted
 * and recorded (without a digit) although nothing is handed over.
 * Pickups outside the area, collected or revoked ones are left to the hand-over: nothing is compared for them.
 * @throws AppError INVALID with ID_NUMBER_MISMATCH; LOCKED with the seconds to wait after too many wrong ones
 */
export async function proveIdentity(
  actor: StaffActor,
  pickupIds: readonly string[],
  collector: Collector,
): Promise<void> {
  const refusal = await inTransaction(async (tx) => {
    const pickups = await openPickups(tx, actor, pickupIds)
    const accounts = pickups.flatMap(({ filing }) => [filing.owner, filing.filer])
    if (accounts.length === 0) return null
    const distinct = [...new Map(accounts.map((account) => [account.id, account])).values()]
    await queueAttempts(
      tx,
      actor,
      distinct.map(({ name }) => name),
    )
    return (await refusalOf(tx, actor, distinct)) ?? compare(tx, actor, pickups, collector)
  })
  if (refusal) throw refusal
}

function openPickups(tx: Tx, actor: StaffActor, ids: readonly string[]) {
  const parties = { owner: { select: REGISTERED }, filer: { select: REGISTERED } }
  return tx.pickup.findMany({
    where: { id: { in: [...ids] }, filing: actor.area, collectedAt: null, machine: { status: 'ACTIVE' } },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      filingId: true,
      filing: { select: { ownerId: true, filerId: true, districtCode: true, ...parties } },
    },
  })
}

async function compare(
  tx: Tx,
  actor: StaffActor,
  pickups: Awaited<ReturnType<typeof openPickups>>,
  collector: Collector,
): Promise<AppError | null> {
  const judged = pickups.map((pickup) => ({ pickup, ...judgeIdentity(pickup.filing, collector) }))
  const wrong = judged.find(({ same }) => !same)
  const proved = judged.flatMap(({ compared, same }) => (compared && same ? [compared.id] : []))
  if (proved.length > 0) await clearMisses(tx, proved)
  if (!wrong?.compared) return null
  const { pickup, compared, check } = wrong
  const count = await countMiss(tx, actor, [compared], pickup.id)
  await audit(tx, actor, {
    action: 'pickup.wrong-id',
    subjectType: 'filing',
    subjectId: pickup.filingId,
    districtCode: pickup.filing.districtCode,
    details: {
      pickupId: pickup.id,
      collector: roleOf(collector.kind, collector.name, partiesOf(pickup.filing)),
      identity: check.kind,
      wrong: count,
    },
  })
  return fieldError(PATH.idNumber, wrongText(count), 'ID_NUMBER_MISMATCH')
}
