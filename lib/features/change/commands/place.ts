import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { mergeContent } from '@/lib/features/content/rules/content'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { requireNoRevocation } from '@/lib/features/second-person/queries/revocation'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { notifyChange } from '@/lib/server/notice/notify'
import { getOwnChange } from '../queries/owner'
import { differenceOf } from '../rules/values'
import type { PlaceInput } from '../schema/input'
import type { ChangeDto } from '../schema/owner'
import { requireChangePhotos, storeChangePhotos } from './change-photos'
import { requireSoundChange } from './checks'
import { areaOf, lockMachine, ownMachine, requireChangeable, updateMachine } from './machine-row'

/**
 * (3) 使用地点: changes where the machine works; takes effect at once, and both bureaus see it (manual, 二).
 * A new district without a detailed place clears the stored one, which names a site in the old district.
 * @throws AppError NOT_FOUND; STATE_CONFLICT, also while a revocation waits; INVALID by path: a district not in force, the same place as before, a
 * photo of another account
 */
export function changePlace(actor: AccountActor, machineId: string, input: PlaceInput): Promise<ChangeDto> {
  return transact(async (tx) => {
    const machine = await lockMachine(tx, ownMachine(machineId, actor.id))
    if (!machine) throw new AppError('NOT_FOUND')
    requireChangeable(machine)
    await requireNoRevocation(tx, machineId)
    const content = movedContent(machine.content, input)
    const { before, after, paths } = differenceOf(machine.content, content)
    const nothing = { path: 'districtCode', message: '与目前登记的使用地点相同，请选择机械现在的地点' }
    await requireSoundChange(tx, content, paths, nothing)
    const photos = [{ slot: 'BODY_REAR' as const, photoId: input.photoId }]
    await requireChangePhotos(tx, actor, photos, 'photoId')

    await updateMachine(tx, machine, { content })
    const at = new Date()
    const { id } = await tx.change.create({
      data: {
        machineId,
        accountId: actor.id,
        operatorId: actor.person?.id ?? null,
        type: 'PLACE',
        status: 'DONE',
        before,
        after,
        ...areaOf(machine),
        toDistrictCode: input.districtCode,
        submittedAt: at,
        decidedAt: at,
      },
    })
    await storeChangePhotos(tx, id, photos)
    await notifyChange(tx, { changeId: id, kind: 'CHANGE_DONE', accountIds: [actor.id] })
    // One audit row for each area, since officers see only the log of their own.
    for (const districtCode of new Set([machine.districtCode, input.districtCode])) {
      await audit(tx, actor, {
        action: 'change.move',
        subjectType: 'change',
        subjectId: id,
        districtCode,
        details: { machineId, from: machine.districtCode, to: input.districtCode, fields: paths },
      })
    }
    return getOwnChange(tx, actor, id)
  })
}

function movedContent(content: FilingContent, input: PlaceInput): FilingContent {
  const { districtCode, placeCode } = input
  const moved = districtCode !== content.districtCode
  const placeDetail = input.placeDetail === undefined && moved ? null : input.placeDetail
  return mergeContent(content, { districtCode, placeCode, placeDetail })
}
