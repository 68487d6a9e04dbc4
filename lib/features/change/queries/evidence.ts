import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { type EvidenceNeed, missingEvidence } from '../rules/evidence'
import type { ChangeStatus, ChangeType } from '../schema/change'
import { valuesOf } from './names'

const slots = { select: { slot: true } } as const

/** The photos registered of a machine: of its filing, and of the changes that took effect. */
export const REGISTERED_PHOTOS = {
  filing: { select: { photos: slots } },
  changes: { where: { status: 'DONE' }, select: { photos: slots } },
} satisfies Prisma.MachineSelect

type Slots = readonly { slot: PhotoSlot }[]
type Row = {
  type: ChangeType
  status: ChangeStatus
  after: unknown
  photos: Slots
  machine: { filing: { photos: Slots } | null; changes: readonly { photos: Slots }[] }
}

/** The evidence that a waiting change needs and does not have. */
export function evidenceMissingOf({ type, status, after, photos, machine }: Row): EvidenceNeed[] {
  if (status !== 'SUBMITTED') return []
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

/** The same of one change. */
export async function findMissingEvidence(reader: Pick<Tx, 'change'>, id: string): Promise<EvidenceNeed[]> {
  const machine = { select: REGISTERED_PHOTOS }
  const select = { type: true, status: true, after: true, photos: slots, machine } as const
  return evidenceMissingOf(await reader.change.findUniqueOrThrow({ where: { id }, select }))
}

const slotsOf = (photos: Slots) => photos.map(({ slot }) => slot)
