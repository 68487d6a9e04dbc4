import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaTime } from '@/lib/core/clock'
import type { Tx } from '@/lib/server/database/db'
import { type IdCheck, PATH } from '../rules/collector'
import { collectorOf, collectorText } from '../rules/collector-words'
import type { HandOverInput } from '../schema'
import { judgeIdentity, REGISTERED } from './prove-identity'

/** Those of the actor's area, with what a hand-over is judged by. */
export function findPickups(tx: Tx, actor: StaffActor, ids: readonly string[]) {
  return tx.pickup.findMany({
    where: { id: { in: [...ids] }, filing: actor.area },
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
}

type FoundPickup = Awaited<ReturnType<typeof findPickups>>[number]

function alreadyCollected(pickup: FoundPickup): AppError {
  const { collectedAt, handedOverBy } = pickup
  const collector = collectorOf(pickup)
  if (!collectedAt || !collector) return new AppError('ALREADY_COLLECTED')
  const number = pickup.machine.registrationNumber ?? '该号码'
  const detail = `${number} 已于 ${chinaTime(collectedAt)} 由${collectorText(collector)} 领取（经办人：${handedOverBy?.name ?? '—'}），不能重复发放`
  return new AppError('ALREADY_COLLECTED', { detail })
}

export type Collected = { pickup: FoundPickup; check: IdCheck }

/** @param valid ids of the machines whose registration is valid; @returns why it cannot be handed over, as an AppError */
export function judge(
  pickup: FoundPickup | undefined,
  valid: ReadonlySet<string>,
  { collector }: HandOverInput,
): Collected | AppError {
  if (!pickup) return new AppError('NOT_FOUND')
  if (pickup.collectedAt) return alreadyCollected(pickup)
  if (!valid.has(pickup.machineId)) {
    const detail = `${pickup.machine.registrationNumber} 的登记已注销或撤销，不能发放号码`
    return new AppError('STATE_CONFLICT', { detail })
  }
  try {
    const { check, same } = judgeIdentity(pickup.filing, collector)
    // proveIdentity has compared and counted it: only the registered document may have changed since.
    return same
      ? { pickup, check }
      : fieldError(PATH.idNumber, '登记的证件已变更，请重新核对', 'ID_NUMBER_MISMATCH')
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
