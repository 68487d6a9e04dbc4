import type { StaffActor } from '@/lib/core/actor'
import { HIDDEN_ID_NUMBER } from '@/lib/core/mask'
import { filingContent } from '@/lib/features/content/schema/content'
import { countCopies } from '@/lib/features/document/queries/copies'
import { listAll } from '@/lib/features/setting/queries/lists'
import type { Tx } from '@/lib/server/database/db'
import { maskedPhone } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'
import { collectorOf } from '../rules/collector-words'
import { identityStateOf } from '../rules/identity-lock'
import { isReachable } from '../rules/reminder'
import { PICKUP_ITEMS, type Pickup, type PickupParty } from '../schema'
import { missesOf } from './identity-misses'

const PERSON = { id: true, type: true, name: true, phone: true, registeredAt: true } as const

export const PICKUP_INCLUDE = {
  bureau: { select: { name: true } },
  handedOverBy: { select: { name: true } },
  machine: { select: { registrationNumber: true, emissionStage: true, content: true, status: true } },
  filing: {
    select: {
      status: true,
      districtCode: true,
      ownerId: true,
      filerId: true,
      assistedBureauId: true,
      owner: { select: PERSON },
      filer: { select: PERSON },
      district: { select: { fullName: true } },
      photos: { where: { slot: 'BODY_FRONT' }, select: { photoId: true } },
    },
  },
} as const satisfies Prisma.PickupInclude

export type PickupRow = Prisma.PickupGetPayload<{ include: typeof PICKUP_INCLUDE }>

/**
 * Rows → DTOs; print copies and list names are read once for all rows.
 * @param reader the current transaction, if there is one: requesting a second connection while holding one can deadlock
 *   the pool
 */
export async function toPickups(
  reader: Pick<Tx, 'printCopy' | 'listItem' | 'identityMiss'>,
  actor: StaffActor,
  rows: readonly PickupRow[],
): Promise<Pickup[]> {
  if (rows.length === 0) return []
  // Sequential: a transaction has one connection.
  const copies = await countCopies(
    reader,
    rows.map((row) => row.machineId),
  )
  const misses = await missesOf(
    reader,
    rows.flatMap(({ filing }) => [filing.ownerId, filing.filerId]),
  )
  const lists = await listAll(reader, { lists: ['CATEGORY', 'STAGE'], withDisabled: true })
  const nameOf = (list: 'CATEGORY' | 'STAGE', code: string | null | undefined) =>
    lists[list].find((item) => item.code === code)?.name ?? code ?? null
  return rows.map((row) => ({
    ...toParts(actor, row),
    machine: machineOf(row, nameOf),
    copies: copies.get(row.machineId) ?? NO_COPIES,
    identity: identityStateOf([row.filing.ownerId, row.filing.filerId].map((id) => misses.get(id) ?? [])),
  }))
}

const NO_COPIES = { 'collection-form': 0, 'collection-card': 0, 'marking-guide': 0, 'number-strip': 0 }

function toParts(actor: StaffActor, row: PickupRow): Omit<Pickup, 'machine' | 'copies' | 'identity'> {
  const { filing, machine } = row
  const photoId = filing.photos[0]?.photoId
  const collector = collectorOf(row)
  return {
    id: row.id,
    filingId: row.filingId,
    machineId: row.machineId,
    status: row.collectedAt ? 'COLLECTED' : 'APPROVED',
    registrationNumber: machine.registrationNumber ?? '',
    machineActive: machine.status === 'ACTIVE',
    owner: toParty(filing.owner),
    agent: filing.filerId === filing.ownerId ? null : toParty(filing.filer),
    bureau: { id: row.bureauId, name: row.bureau.name, own: row.bureauId === actor.bureauId },
    districtName: filing.district?.fullName ?? null,
    thumbnailUrl: photoId ? `/api/console/photos/${photoId}/thumbnail` : null,
    createdAt: row.createdAt.toISOString(),
    collectedAt: row.collectedAt?.toISOString() ?? null,
    collector: collector && { ...collector, handedOverBy: row.handedOverBy?.name ?? '' },
    items: PICKUP_ITEMS.filter((item) => row.items.includes(item)),
    reminders: row.reminders,
    remindedAt: row.remindedAt?.toISOString() ?? null,
    assisted: filing.assistedBureauId !== null,
    reachable: isReachable(filing),
  }
}

function machineOf(
  { machine }: PickupRow,
  nameOf: (list: 'CATEGORY' | 'STAGE', code: string | null | undefined) => string | null,
): Pickup['machine'] {
  const content = filingContent.parse(machine.content)
  return {
    categoryName: nameOf('CATEGORY', content.machine.categoryCode),
    brand: content.machine.brand ?? null,
    model: content.machine.model ?? null,
    serial: content.machine.serial ?? null,
    engineSerial: content.engine.serial ?? null,
    machineEnvCode: content.codes.machineEnvCode ?? null,
    plate: content.plate ?? null,
    stageName: nameOf('STAGE', machine.emissionStage) ?? machine.emissionStage,
  }
}

function toParty(row: {
  id: string
  type: PickupParty['type']
  name: string
  phone: string | null
}): PickupParty {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    idNumberMasked: HIDDEN_ID_NUMBER,
    phoneMasked: maskedPhone(row),
  }
}
