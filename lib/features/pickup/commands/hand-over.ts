import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaTime } from '@/lib/core/clock'
import { normaliseName } from '@/lib/core/normalise'
import { countCopies } from '@/lib/features/document/queries/copies'
import { FILING_ACTIONS } from '@/lib/features/filing/rules/actions'
import { recordProof } from '@/lib/features/proof/commands/record'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { encrypt } from '@/lib/server/secrets/secrets'
import { PICKUP_INCLUDE, toPickups } from '../queries/pickup-dto'
import { type IdCheck, PATH } from '../rules/collector'
import { collectorOf, collectorText, roleOf } from '../rules/collector-words'
import { notPrinted } from '../rules/printed-items'
import type { HandOverInput, Pickup } from '../schema'
import { judgeIdentity, partiesOf, proveIdentity, REGISTERED } from './prove-identity'

/**
 * Hands a number over: checks the collector's identity, marks pickup and filing as collected and notifies owner and agent,
 * in one transaction. Of concurrent calls the row lock lets one through; the others get ALREADY_COLLECTED.
 * @throws AppError NOT_FOUND outside the actor's area; INVALID with the path of a wrong identity, LOCKED after too many of
 *   them; ALREADY_COLLECTED with who and when; STATE_CONFLICT if the machine is no longer valid
 */
export async function handOver(actor: StaffActor, pickupId: string, input: HandOverInput): Promise<Pickup> {
  await proveIdentity(actor, [pickupId], input.collector)
  return transact(async (tx) => {
    await collect(tx, actor, pickupId, input)
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
    // In one order, so that two hand-overs of the same machines wait for each other instead of blocking each other.
    for (const id of ids.toSorted()) {
      await collect(tx, actor, id, input).catch((error: unknown) => {
        throw error instanceof AppError ? ofOne(error, ids.indexOf(id)) : error
      })
    }
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

async function collect(tx: Tx, actor: StaffActor, pickupId: string, input: HandOverInput): Promise<void> {
  const seen = await findPickup(tx, actor, pickupId)
  const isValid = await takeValid(tx, seen.machineId)
  // As it is now that the machine is locked: a hand-over or a revocation may have been faster.
  const pickup = await findPickup(tx, actor, pickupId)
  if (pickup.collectedAt) throw alreadyCollected(pickup)
  if (!isValid) {
    const detail = `${pickup.machine.registrationNumber} 的登记已注销或撤销，不能发放号码`
    throw new AppError('STATE_CONFLICT', { detail })
  }
  const { check, same } = judgeIdentity(pickup.filing, input.collector)
  // proveIdentity has compared and counted it: only the registered document may have changed since.
  if (!same) throw fieldError(PATH.idNumber, '登记的证件已变更，请重新核对', 'ID_NUMBER_MISMATCH')
  const at = new Date()
  await markCollected(tx, actor, { pickupId, input, check, at })
  await closeFiling(tx, pickup.filingId, at)
  await notify(tx, { filing: { id: pickup.filingId, ...pickup.filing }, kind: 'COLLECTED' })
  await proveCollector(tx, actor, pickup.filing, input, check)
  const copies = (await countCopies(tx, [pickup.machineId])).get(pickup.machineId)
  await audit(tx, actor, {
    action: 'pickup.handOver',
    subjectType: 'filing',
    subjectId: pickup.filingId,
    districtCode: pickup.filing.districtCode,
    details: {
      pickupId,
      collector: roleOf(input.collector.kind, input.collector.name, partiesOf(pickup.filing)),
      identity: check.kind,
      items: input.items,
      notPrinted: copies ? notPrinted(input.items, copies) : input.items,
    },
  })
}

/**
 * A person who collects what the own account has filed, and whose document was compared, is the one behind that account. Not a
 * unit: its name and code are public, and the licence is not what this form asks for; nor an owner for whom somebody else filed.
 */
async function proveCollector(
  tx: Tx,
  actor: StaffActor,
  filing: FoundPickup['filing'],
  { collector }: HandOverInput,
  check: IdCheck,
): Promise<void> {
  const filed = filing.filerId === filing.ownerId ? 'OWNER' : 'AGENT'
  if (collector.kind !== filed || filing.assistedBureauId || filing.filer.type !== 'PERSON') return
  if (check.kind === 'TAIL' || check.kind === 'WHOLE') await recordProof(tx, actor, filing.filerId)
}

/**
 * Locks the machine, as every act on it does first, if its registration is valid. Its version counts on: a revocation or a
 * correction by somebody who saw the number uncollected is refused, and decided again by what is true now.
 */
async function takeValid(tx: Tx, machineId: string): Promise<boolean> {
  const { count } = await tx.machine.updateMany({
    where: { id: machineId, status: 'ACTIVE' },
    data: { version: { increment: 1 } },
  })
  return count === 1
}

async function read(tx: Tx, actor: StaffActor, ids: readonly string[]): Promise<Pickup[]> {
  const rows = await tx.pickup.findMany({ where: { id: { in: [...ids] } }, include: PICKUP_INCLUDE })
  const pickups = await toPickups(tx, actor, rows)
  return pickups.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

async function findPickup(tx: Tx, actor: StaffActor, id: string) {
  const pickup = await tx.pickup.findFirst({
    where: { id, filing: actor.area },
    include: {
      handedOverBy: { select: { name: true } },
      machine: { select: { status: true, registrationNumber: true } },
      filing: {
        select: {
          filerId: true,
          ownerId: true,
          districtCode: true,
          assistedBureauId: true,
          owner: { select: REGISTERED },
          filer: { select: REGISTERED },
        },
      },
    },
  })
  if (!pickup) throw new AppError('NOT_FOUND')
  return pickup
}

type FoundPickup = Awaited<ReturnType<typeof findPickup>>

function alreadyCollected(pickup: FoundPickup): AppError {
  const { collectedAt, handedOverBy } = pickup
  const collector = collectorOf(pickup)
  if (!collectedAt || !collector) return new AppError('ALREADY_COLLECTED')
  const number = pickup.machine.registrationNumber ?? '该号码'
  const detail = `${number} 已于 ${chinaTime(collectedAt)} 由${collectorText(collector)} 领取（经办人：${handedOverBy?.name ?? '—'}），不能重复发放`
  return new AppError('ALREADY_COLLECTED', { detail })
}

type Collection = { pickupId: string; input: HandOverInput; check: IdCheck; at: Date }

async function markCollected(
  tx: Tx,
  actor: StaffActor,
  { pickupId, input, check, at }: Collection,
): Promise<void> {
  const { count } = await tx.pickup.updateMany({
    where: { id: pickupId, collectedAt: null },
    data: {
      collectedAt: at,
      collectorKind: input.collector.kind,
      collectorName: normaliseName(input.collector.name),
      collectorIdNumber:
        check.kind === 'PROOF' ? encrypt('pickup.collectorIdNumber', pickupId, check.value) : null,
      items: input.items,
      handedOverById: actor.id,
    },
  })
  if (count !== 1) throw alreadyCollected(await findPickup(tx, actor, pickupId))
}

async function closeFiling(tx: Tx, filingId: string, at: Date): Promise<void> {
  const { from, to } = FILING_ACTIONS['hand-over']
  const { count } = await tx.filing.updateMany({
    where: { id: filingId, status: { in: [...from] } },
    data: { status: to ?? undefined, collectedAt: at, version: { increment: 1 } },
  })
  if (count !== 1) throw new AppError('STATE_CONFLICT')
}
