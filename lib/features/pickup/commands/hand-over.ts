import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { normaliseName } from '@/lib/core/normalise'
import { countCopies } from '@/lib/features/document/queries/copies'
import { FILING_ACTIONS } from '@/lib/features/filing/rules/actions'
import { recordProof } from '@/lib/features/proof/commands/record'
import { auditMany } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notifyAll } from '@/lib/server/notice/notify'
import { encrypt } from '@/lib/server/secrets/secrets'
import { PICKUP_INCLUDE, toPickups } from '../queries/pickup-dto'
import { roleOf } from '../rules/collector-words'
import { notPrinted } from '../rules/printed-items'
import type { HandOverInput, Pickup } from '../schema'
import { type Collected, findPickups, judge } from './judge-pickup'
import { partiesOf, proveIdentity } from './prove-identity'

/**
 * Hands a number over: checks the collector's identity, marks pickup and filing as collected and notifies owner and agent,
 * in one transaction. Of concurrent calls the row lock lets one through; the others get ALREADY_COLLECTED.
 * @throws AppError NOT_FOUND outside the actor's area; INVALID with the path of a wrong identity, LOCKED after too many of
 *   them; ALREADY_COLLECTED with who and when; STATE_CONFLICT if the machine is no longer valid
 */
export async function handOver(actor: StaffActor, pickupId: string, input: HandOverInput): Promise<Pickup> {
  await proveIdentity(actor, [pickupId], input.collector)
  return transact(async (tx) => {
    await collect(tx, actor, [pickupId], input, (error) => error)
    const [pickup] = await read(tx, actor, [pickupId])
    if (!pickup) throw new AppError('NOT_FOUND')
    return pickup
  })
}

/**
 * Hands several numbers over to one collector: all of them or none, each with its own record.
 * @throws AppError as handOver, of the first that cannot be handed over: `errors` has its place, the message its number
 */
export async function handOverTogether(
  actor: StaffActor,
  ids: readonly string[],
  input: HandOverInput,
): Promise<{ data: Pickup[] }> {
  await proveIdentity(actor, ids, input.collector)
  return transact(async (tx) => {
    await collect(tx, actor, ids, input, ofOne)
    return { data: await read(tx, actor, ids) }
  })
}

/** The failure of one machine, which keeps the others from being handed over. */
function ofOne(error: AppError, place: number): AppError {
  const { code, message, errors = [] } = error
  const own = { path: `ids.${place}`, code, message }
  // The call itself was found: what is named in its body is wrong.
  return new AppError(code === 'NOT_FOUND' ? 'INVALID' : code, {
    detail: `${message}。本次所选号码均未发放`,
    errors: [own, ...errors],
    cause: error,
  })
}

/**
 * With the same statements for one and for several hundred: a fleet is handed over within the time of one transaction.
 * @param told the error of the pickup in that place, as it is answered
 */
async function collect(
  tx: Tx,
  actor: StaffActor,
  ids: readonly string[],
  input: HandOverInput,
  told: (error: AppError, place: number) => AppError,
): Promise<void> {
  const seen = await findPickups(tx, actor, ids)
  const valid = await takeValid(
    tx,
    seen.map(({ machineId }) => machineId),
  )
  // As they are now that the machines are locked: a hand-over or a revocation may have been faster.
  const found = new Map((await findPickups(tx, actor, ids)).map((pickup) => [pickup.id, pickup]))
  const collected = ids.map((id, place) => {
    const judged = judge(found.get(id), valid, input)
    if (judged instanceof AppError) throw told(judged, place)
    return judged
  })
  const at = new Date()
  await markCollected(tx, actor, collected, input, at)
  await closeFilings(tx, collected, at)
  await notifyAll(
    tx,
    collected.map(({ pickup }) => ({
      filing: { id: pickup.filingId, ...pickup.filing },
      kind: 'COLLECTED' as const,
    })),
  )
  await proveCollectors(tx, actor, collected, input)
  await record(tx, actor, collected, input)
}

/** A row for each: which items were handed over without a printed copy differs. */
async function record(
  tx: Tx,
  actor: StaffActor,
  collected: readonly Collected[],
  { collector, items }: HandOverInput,
): Promise<void> {
  const printed = await countCopies(
    tx,
    collected.map(({ pickup }) => pickup.machineId),
  )
  await auditMany(
    tx,
    actor,
    collected.map(({ pickup, check }) => {
      const copies = printed.get(pickup.machineId)
      return {
        action: 'pickup.handOver' as const,
        subjectType: 'filing',
        subjectId: pickup.filingId,
        districtCode: pickup.filing.districtCode,
        details: {
          pickupId: pickup.id,
          collector: roleOf(collector.kind, collector.name, partiesOf(pickup.filing)),
          identity: check.kind,
          items,
          notPrinted: copies ? notPrinted(items, copies) : items,
        },
      }
    }),
  )
}

/**
 * A person who collects what the own account has filed, and whose document was compared, is the one behind that account. Not a
 * unit: its name and code are public, and the licence is not what this form asks for; nor an owner for whom somebody else filed.
 */
async function proveCollectors(
  tx: Tx,
  actor: StaffActor,
  collected: readonly Collected[],
  { collector }: HandOverInput,
): Promise<void> {
  const proved = collected.flatMap(({ pickup: { filing }, check }) => {
    const filed = filing.filerId === filing.ownerId ? 'OWNER' : 'AGENT'
    if (collector.kind !== filed || filing.assistedBureauId || filing.filer.type !== 'PERSON') return []
    return check.kind === 'TAIL' || check.kind === 'WHOLE' ? [filing.filerId] : []
  })
  for (const filerId of new Set(proved)) await recordProof(tx, actor, filerId)
}

/**
 * Locks the machines, as every act on them does first, in one order, so that two hand-overs of the same machines wait for each
 * other instead of blocking each other. The versions of the valid ones count on: a revocation or a correction by somebody who
 * saw the number uncollected is refused, and decided again by what is true now.
 * @returns the ids of those whose registration is valid
 */
async function takeValid(tx: Tx, machineIds: string[]): Promise<Set<string>> {
  await tx.$queryRaw`
    SELECT 1 FROM machine WHERE id = ANY(${machineIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const valid = await tx.machine.updateManyAndReturn({
    where: { id: { in: machineIds }, status: 'ACTIVE' },
    data: { version: { increment: 1 } },
    select: { id: true },
  })
  return new Set(valid.map(({ id }) => id))
}

async function read(tx: Tx, actor: StaffActor, ids: readonly string[]): Promise<Pickup[]> {
  const rows = await tx.pickup.findMany({ where: { id: { in: [...ids] } }, include: PICKUP_INCLUDE })
  const pickups = await toPickups(tx, actor, rows)
  return pickups.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** As it is stored with the hand-over. */
const CHECKED = { NONE: 'NONE', WHOLE: 'COMPARED', TAIL: 'COMPARED', PROOF: 'SHOWN' } as const

/** In one statement; an ID number to record is encrypted for its row. */
async function markCollected(
  tx: Tx,
  actor: StaffActor,
  collected: readonly Collected[],
  { collector, items }: HandOverInput,
  at: Date,
): Promise<void> {
  const rows = collected.map(({ pickup: { id }, check }) => ({
    id,
    checked: CHECKED[check.kind],
    shown: check.kind === 'PROOF' ? encrypt('pickup.collectorIdNumber', id, check.value) : null,
  }))
  const marked = await tx.$executeRaw`
    UPDATE pickup p SET "collectedAt" = ${at}, "collectorKind" = ${collector.kind}::"CollectorKind",
      "collectorName" = ${normaliseName(collector.name)}, "collectorIdNumber" = r.shown, "collectorCheck" = r.checked, items = ${items},
      "handedOverById" = ${actor.id}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, checked text, shown text)
    WHERE p.id = r.id AND p."collectedAt" IS NULL`
  if (marked !== rows.length) throw new AppError('STATE_CONFLICT')
}

async function closeFilings(tx: Tx, collected: readonly Collected[], at: Date): Promise<void> {
  const { from, to } = FILING_ACTIONS['hand-over']
  const { count } = await tx.filing.updateMany({
    where: { id: { in: collected.map(({ pickup }) => pickup.filingId) }, status: { in: [...from] } },
    data: { status: to ?? undefined, collectedAt: at, version: { increment: 1 } },
  })
  if (count !== collected.length) throw new AppError('STATE_CONFLICT')
}
