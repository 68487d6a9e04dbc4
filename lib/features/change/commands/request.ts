import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { mergeContent } from '@/lib/features/content/rules/content'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import { requireProof } from '@/lib/features/proof/queries'
import { requireUnbound } from '@/lib/features/succession-state/commands'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact, uniqueViolation } from '@/lib/server/database/db'
import { getOwnChange } from '../queries/owner'
import { differenceOf } from '../rules/values'
import { CHANGE_TYPE_LABELS, type ChangeType } from '../schema/change'
import type { ReviewedInput } from '../schema/input'
import type { ChangeDto } from '../schema/owner'
import { requireChangePhotos, storeChangePhotos } from './change-photos'
import { requireSoundChange } from './checks'
import { wantChangeInspection } from './inspect'
import { areaOf, lockMachine, ownMachine, requireChangeable } from './machine-row'

/**
 * Submits a change for an officer's decision: (2) 加装 DPF, 其它信息变更, 注销. Until then the machine stays unchanged; the
 * change stores the requested values and the previous ones.
 * @throws AppError NOT_FOUND, STATE_CONFLICT (the machine's, or one of the same type is pending); INVALID by path;
 * PROOF_REQUIRED for 注销 by an unproved account
 */
export async function requestChange(
  actor: AccountActor,
  machineId: string,
  input: ReviewedInput,
): Promise<ChangeDto> {
  try {
    return await transact(async (tx) => {
      const machine = await lockMachine(tx, ownMachine(machineId, actor.id))
      if (!machine) throw new AppError('NOT_FOUND')
      requireChangeable(machine)
      if (input.type === 'CANCELLATION') {
        await requireProof(tx, actor.id, 'CANCELLATION', machine.districtCode)
        await requireUnbound(tx, machineId)
      }
      if (await isWaiting(tx, machineId, input.type)) throw waitsAlready(input.type)
      const values = await requestedValues(tx, machine.content, input)
      requireDpfPhotos(input)
      await requireChangePhotos(tx, actor, input.photos)
      const { id } = await tx.change.create({
        data: {
          machineId,
          accountId: actor.id,
          operatorId: actor.person?.id ?? null,
          type: input.type,
          status: 'SUBMITTED',
          ...values,
          reason: input.type === 'CANCELLATION' ? input.reason : null,
          ...areaOf(machine),
          submittedAt: new Date(),
        },
      })
      await storeChangePhotos(tx, id, input.photos)
      await wantChangeInspection(tx, id)
      await audit(tx, actor, {
        action: 'change.submit',
        subjectType: 'change',
        subjectId: id,
        districtCode: machine.districtCode,
        details: { machineId, changeType: input.type, fields: Object.keys(values.after) },
      })
      return getOwnChange(tx, actor, id)
    })
  } catch (error) {
    // The unique index change_waiting decides; the check beforehand only saves the work.
    throw uniqueViolation(error) ? waitsAlready(input.type) : error
  }
}

async function isWaiting(tx: Tx, machineId: string, type: ChangeType): Promise<boolean> {
  return (await tx.change.count({ where: { machineId, type, status: 'SUBMITTED' } })) > 0
}

function waitsAlready(type: ChangeType): AppError {
  const name = CHANGE_TYPE_LABELS[type]
  return new AppError('STATE_CONFLICT', {
    detail: `该机械已有一件“${name}”正在等待审核，请等待审核结果，或撤回后重新申请`,
  })
}

/** Before and after of the changed fields. @throws AppError INVALID */
async function requestedValues(tx: Tx, content: FilingContent, input: ReviewedInput) {
  if (input.type === 'CANCELLATION') return { before: {}, after: {} }
  const isDpf = input.type === 'DPF'
  const wanted = mergeContent(
    content,
    input.type === 'DPF'
      ? { dpf: { ...input.dpf, installed: input.dpf.installed ?? true } }
      : { machine: input.machine, engine: input.engine, monitoring: input.monitoring, plate: input.plate },
  )
  const { before, after, paths } = differenceOf(content, wanted)
  const path = isDpf ? 'dpf' : 'machine'
  const message = isDpf ? 'DPF 信息与目前登记的相同，没有需要变更的内容' : '没有改动任何内容，请修改后再提交'
  await requireSoundChange(tx, wanted, paths, { path, message })
  return { before, after }
}

/** An added filter needs photos of itself and of its plate. @throws AppError INVALID by path */
function requireDpfPhotos(input: ReviewedInput): void {
  if (input.type !== 'DPF' || input.dpf.installed === false) return
  const given = new Set<string>(input.photos.map(({ slot }) => slot))
  const errors = (['DPF_BODY', 'DPF_PLATE'] as const)
    .filter((slot) => !given.has(slot))
    .map((slot) => ({
      path: `photos.${slot}`,
      code: 'REQUIRED',
      message: `请上传${PHOTO_SLOT_LABELS[slot]}`,
    }))
  if (errors.length > 0) throw new AppError('INVALID', { detail: errors[0]?.message, errors })
}
