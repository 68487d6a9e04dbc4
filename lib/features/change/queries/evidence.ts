import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import { type EvidenceNeed, missingEvidence } from '../rules/evidence'
import { valuesOf } from './names'

const slots = { select: { slot: true } } as const

/** The evidence that an approval of this change needs and that is not there: its own photos, and those registered of its machine. */
export async function findMissingEvidence(reader: Pick<Tx, 'change'>, id: string): Promise<EvidenceNeed[]> {
  const { type, after, photos, machine } = await reader.change.findUniqueOrThrow({
    where: { id },
    select: {
      type: true,
      after: true,
      photos: slots,
      machine: {
        select: {
          filing: { select: { photos: slots } },
          changes: { where: { status: 'DONE', id: { not: id } }, select: { photos: slots } },
        },
      },
    },
  })
  const registered = [
    ...(machine.filing?.photos ?? []),
    ...machine.changes.flatMap((change) => change.photos),
  ]
  return missingEvidence({
    type,
    after: valuesOf(after),
    sent: slotsOf(photos),
    registered: slotsOf(registered),
  })
}

const slotsOf = (photos: readonly { slot: PhotoSlot }[]) => photos.map(({ slot }) => slot)
