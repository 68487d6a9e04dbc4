import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaTime } from '@/lib/core/clock'
import { idTailText } from '@/lib/core/id-number'
import { normaliseName } from '@/lib/core/normalise'
import { FILING_ACTIONS } from '@/lib/features/filing/rules/actions'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { PICKUP_INCLUDE, toPickups } from '../queries/pickup-dto'
import { type IdCheck, judgeCollector, PATH, partyOf } from '../rules/collector'
import { COLLECTOR_LABELS, type HandOverInput, type Pickup } from '../schema'

/**
 * Hands a number over: checks the collector's identity, marks pickup and filing as collected and notifies owner and agent,
 * in one transaction. Of concurrent calls the row lock lets one through; the others get ALREADY_COLLECTED.
 * @throws AppError NOT_FOUND outside the actor's area; INVALID with the path of a wrong identity; ALREADY_COLLECTED with
 *   who and when; STATE_CONFLICT if the machine is no longer valid
 */
export function handOver(actor: StaffActor, pickupId: string, input: HandOverInput): Promise<Pickup> {
  return transact(async (tx) => {
    const pickup = await findPickup(tx, actor, pickupId)
    if (pickup.collectedAt) throw alreadyCollected(pickup)
    if (pickup.machine.status !== 'ACTIVE')
      throw new AppError('STATE_CONFLICT', { detail: '该机械的登记已注销或撤销，不能发放号码' })
    const check = identify(pickup, input)
    const at = new Date()
    await markCollected(tx, actor, { pickupId, input, check, at })
    await closeFiling(tx, pickup.filingId, at)
    await notify(tx, { filing: { id: pickup.filingId, ...pickup.filing }, kind: 'COLLECTED' })
    await audit(tx, actor, {
      action: 'pickup.handOver',
      subjectType: 'filing',
      subjectId: pickup.filingId,
      districtCode: pickup.filing.districtCode,
      details: { pickupId, collector: input.collector.kind, identity: check.kind, items: input.items },
    })
    const [dto] = await toPickups(tx, actor, [
      await tx.pickup.findUniqueOrThrow({ where: { id: pickupId }, include: PICKUP_INCLUDE }),
    ])
    if (!dto) throw new AppError('NOT_FOUND')
    return dto
  })
}

const REGISTERED = { type: true, name: true, idNumberIndex: true, idTailIndex: true } as const

async function findPickup(tx: Tx, actor: StaffActor, id: string) {
  const pickup = await tx.pickup.findFirst({
    where: { id, filing: actor.area },
    include: {
      handedOverBy: { select: { name: true } },
      machine: { select: { status: true } },
      filing: {
        select: {
          filerId: true,
          ownerId: true,
          districtCode: true,
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

function alreadyCollected({
  collectedAt,
  collectorKind,
  collectorName,
  handedOverBy,
}: FoundPickup): AppError {
  if (!collectedAt || !collectorKind) return new AppError('ALREADY_COLLECTED')
  const who = `${COLLECTOR_LABELS[collectorKind]}${collectorName}`
  const detail = `该号码已于 ${chinaTime(collectedAt)} 由${who}领取（经办人：${handedOverBy?.name ?? '—'}），不能重复发放`
  return new AppError('ALREADY_COLLECTED', { detail })
}

/** Checks the collector's identity; ID numbers are compared by their blind index. */
function identify({ filing }: FoundPickup, { collector }: HandOverInput): IdCheck {
  const parties = { owner: filing.owner, agent: filing.filerId === filing.ownerId ? null : filing.filer }
  const { faults, check } = judgeCollector(collector, parties)
  if (faults.length > 0) throw new AppError('INVALID', { detail: faults[0]?.message, errors: faults })
  if (collector.kind === 'OTHER' || check.kind === 'NONE' || check.kind === 'PROOF') return check
  const registered = partyOf(collector.kind, parties)
  if (!registered) return check
  const same =
    check.kind === 'WHOLE'
      ? registered.idNumberIndex === blindIndex('id', check.value)
      : registered.idTailIndex === blindIndex('id-tail', idTailText(check.value, registered.name))
  if (!same) throw fieldError(PATH.idNumber, '证件号码与登记的不一致，请核对证件原件', 'ID_NUMBER_MISMATCH')
  return check
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
      collectorIdNumber: check.kind === 'PROOF' ? encrypt(check.value) : null,
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
