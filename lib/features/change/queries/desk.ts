import { roleMay } from '@/lib/core/access'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaContains, changesInArea } from '@/lib/core/area'
import { toParty } from '@/lib/features/account/queries'
import { type FilingContent, filingContent, valueAt } from '@/lib/features/content/schema/content'
import { inFormOrder, newestPhotos, photoUrls } from '@/lib/features/photo/rules/photos'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { movedAway, seesMachineNow } from '../policy'
import type { DeskChange } from '../schema/console'
import { linesFor, machineFor } from './as-it-was'
import { changeLines, findChangeNames, valuesOf } from './names'
import { districtsOf } from './queue'
import { REVIEW_PARTS, reviewOf } from './review'

const PARTY = {
  id: true,
  type: true,
  name: true,
  documentKind: true,
  idNumber: true,
  phone: true,
  provedAt: true,
  provedHow: true,
} as const
const PHOTO = {
  slot: true,
  photoId: true,
  photo: { select: { width: true, height: true, takenAt: true, latitude: true, longitude: true } },
} as const

const PARTS = {
  ...REVIEW_PARTS,
  account: { select: PARTY },
  newOwner: { select: PARTY },
  decidedBy: { select: { name: true } },
  operator: { select: { name: true } },
  photos: { select: PHOTO },
  machine: {
    include: {
      filing: { select: { id: true, districtCode: true, photos: { select: PHOTO } } },
      changes: {
        where: { status: 'DONE', type: { not: 'CANCELLATION' } },
        orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
        select: { id: true, before: true, submittedAt: true, decidedAt: true, photos: { select: PHOTO } },
      },
      numbers: { select: { number: true, validFrom: true, validTo: true } },
    },
  },
} satisfies Prisma.ChangeInclude

type Found = Prisma.ChangeGetPayload<{ include: typeof PARTS }>
type Row = Omit<Found, 'machine'> & { machine: Found['machine'] & { content: FilingContent } }
type PhotoRow = Found['photos'][number]

/** The part of a database client or transaction that `getDeskChange` needs. */
export type DeskChangeReader = Pick<Tx, 'change' | 'listItem' | 'division' | 'account' | '$queryRaw'>

/**
 * A change for an officer: values before and after as labels, its photos, the current machine, claim and checks, persons masked.
 * The queries run one after another, since a transaction has one connection.
 * @throws AppError NOT_FOUND outside the area; of a move, both areas see it
 */
export async function getDeskChange(
  reader: DeskChangeReader,
  actor: StaffActor,
  id: string,
): Promise<DeskChange> {
  const found = await reader.change.findFirst({ where: { id, AND: changesInArea(actor) }, include: PARTS })
  if (!found) throw new AppError('NOT_FOUND')
  const row = { ...found, machine: machineFor(actor, found, found.machine) }
  const isHere = seesMachineNow(actor, found.machine)
  const names = await findChangeNames(reader, [row])
  const districts = await districtsOf(reader, [
    row,
    { districtCode: row.machine.districtCode ?? '', toDistrictCode: null },
  ])
  const placeOf = (code: string | null) => code && { code, fullName: districts[code] ?? code }
  const machine = { ...machineOf(actor, row, isHere), district: placeOf(row.machine.districtCode) || null }
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    version: row.version,
    lines: linesFor(actor, row, linesWithState(row, changeLines(row, names))),
    reason: row.reason,
    comment: row.comment,
    photos: movedAway(actor, row) ? [] : inFormOrder(row.photos).map((photo) => deskPhoto(photo, true)),
    district: placeOf(row.districtCode) || null,
    toDistrict: placeOf(row.toDistrictCode) || null,
    submittedAt: row.submittedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedByName: row.decidedBy?.name ?? null,
    owner: toParty(actor, row.account),
    operatorName: row.operator?.name ?? null,
    newOwner: row.newOwner && toParty(actor, row.newOwner),
    machine,
    ...(await reviewOf(reader, actor, row, machine.photos)),
  }
}

/** Flags fields of a pending change whose current value is no longer the recorded one: another change came first. */
function linesWithState(row: Row, lines: ReturnType<typeof changeLines>): DeskChange['lines'] {
  const before = valuesOf(row.before)
  const content = filingContent.parse(row.machine.content)
  return lines.map((line) => ({
    ...line,
    overtaken: row.status === 'SUBMITTED' && valueAt(content, line.path) !== (before[line.path] ?? null),
  }))
}

/** The machine as this officer may see it; without the photos of this change, which are shown beside it. */
function machineOf(
  actor: StaffActor,
  { id, machine }: Row,
  isHere: boolean,
): Omit<DeskChange['machine'], 'district'> {
  const { filing } = machine
  const filed = filing?.photos ?? []
  const changes = machine.changes.filter((other) => other.id !== id)
  const opens =
    roleMay(actor.role, 'filing.read') && areaContains(actor.divisionCode, filing?.districtCode ?? '')
  const prints = roleMay(actor.role, 'document.print') && machine.status === 'ACTIVE' && isHere
  const rows = new Map(
    [...filed, ...changes.flatMap(({ photos }) => photos)].map((photo) => [photo.photoId, photo]),
  )
  const newest = newestPhotos(filed, changes).flatMap(({ slot, photoId }) => {
    const row = rows.get(photoId)
    return row ? [{ ...row, slot }] : []
  })
  return {
    id: machine.id,
    filingId: opens ? (filing?.id ?? null) : null,
    papersOf: prints ? (filing?.id ?? null) : null,
    registrationNumber: machine.registrationNumber ?? '',
    status: machine.status,
    emissionStage: machine.emissionStage,
    registeredAt: machine.registeredAt.toISOString(),
    registeredPrecision: machine.registeredPrecision,
    content: filingContent.parse(machine.content),
    photos: inFormOrder(newest).map((photo) => deskPhoto(photo, false)),
  }
}

function deskPhoto({ slot, photoId, photo }: PhotoRow, changed: boolean): DeskChange['photos'][number] {
  const { takenAt, ...size } = photo
  return {
    slot,
    photoId,
    ...photoUrls(photoId, 'console'),
    ...size,
    takenAt: takenAt?.toISOString() ?? null,
    changed,
  }
}
