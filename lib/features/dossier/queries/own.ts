import type { AccountActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { codeKey } from '@/lib/core/normalise'
import type { Page, PageQuery } from '@/lib/core/page'
import { type ChangeNames, changeLines, findChangeNames } from '@/lib/features/change/queries/names'
import { wholeContent } from '@/lib/features/content/rules/content'
import { filingContent } from '@/lib/features/content/schema/content'
import { inFormOrder, newestPhotos, photoUrls } from '@/lib/features/photo/rules/photos'
import { findOpenSuccession } from '@/lib/features/succession-state/queries'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import type { Prisma } from '@/prisma/client'
import { machineHistory } from '../rules/owner-history'
import type { MachineCard, MachineDto, MachineFilter } from '../schema/owner'

const PARTS = {
  owner: { select: { name: true } },
  district: { select: { code: true, fullName: true } },
  pickup: { select: { collectedAt: true, bureau: { select: { name: true } } } },
  filing: { select: { submittedAt: true, photos: { select: { slot: true, photoId: true } } } },
  numbers: { orderBy: { validFrom: 'asc' } },
  past: { orderBy: { position: 'asc' } },
  changes: {
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    include: {
      photos: { select: { slot: true, photoId: true } },
      succession: { select: { ground: true } },
    },
  },
} satisfies Prisma.MachineInclude

type MachineRow = Prisma.MachineGetPayload<{ include: typeof PARTS }>

/**
 * GET /machines: the machines that an account owns now, newest first, all or those of a filter.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listOwnMachines(
  actor: AccountActor,
  { cursor, limit, ...filter }: PageQuery & MachineFilter,
): Promise<Page<MachineCard>> {
  const last = decodeTimeCursor(cursor)
  const after: Prisma.MachineWhereInput = last
    ? {
        // Said besides, since an index is entered by an `AND` and not by an `OR`.
        registeredAt: { lte: last.at },
        OR: [{ registeredAt: { lt: last.at } }, { registeredAt: last.at, id: { lt: last.id } }],
      }
    : {}
  const rows = await db().machine.findMany({
    where: { ownerId: actor.id, AND: [after, filtered(filter)] },
    orderBy: [{ registeredAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: PARTS,
  })
  const names = await findChangeNames(db(), [])
  return toPage(
    rows,
    limit,
    (row) => [row.registeredAt.toISOString(), row.id],
    (row) => cardOf(row, names),
  )
}

/** Codes are compared as keys, whatever their separators; names as they are written. */
function filtered({ q, status, categoryCode }: MachineFilter): Prisma.MachineWhereInput {
  const conditions: Prisma.MachineWhereInput[] = []
  if (status) conditions.push({ status })
  if (categoryCode) conditions.push({ categoryCode })
  const key = codeKey(q)
  if (q) {
    const named = ['name', 'brand', 'model'].map((name) => ({
      content: { path: ['machine', name], string_contains: verbatim(q) },
    }))
    conditions.push({ OR: [...(key === '' ? [] : [{ searchText: { contains: verbatim(key) } }]), ...named] })
  }
  return { AND: conditions }
}

/** Without the meaning that LIKE gives to some characters. */
const verbatim = (text: string) => text.replace(/[%_\\]/g, '\\$&')

/**
 * One machine with its history, for its present owner; without an earlier owner's changes that did not take effect.
 * @throws AppError NOT_FOUND unless the account owns it now
 */
export async function getOwnMachine(actor: AccountActor, id: string): Promise<MachineDto> {
  const row = await db().machine.findFirst({ where: { id, ownerId: actor.id }, include: PARTS })
  if (!row) throw new AppError('NOT_FOUND')
  const shown = row.changes.filter(({ status, accountId }) => status === 'DONE' || accountId === actor.id)
  const names = await findChangeNames(db(), shown)
  return {
    ...cardOf(row, names),
    history: machineHistory({
      submittedAt: row.filing?.submittedAt ?? null,
      registered: { at: row.registeredAt, precision: row.registeredPrecision },
      collectedAt: row.pickup?.collectedAt ?? null,
      numbers: row.numbers,
      past: row.loadId === null ? null : row.past,
      changes: shown.map((change) => ({ ...change, lines: changeLines(change, names) })),
    }),
    waitingChanges: row.changes
      .filter(({ status }) => status === 'SUBMITTED')
      .map(({ id, type }) => ({ id, type })),
    succession: await findOpenSuccession(db(), actor, id),
  }
}

function cardOf(row: MachineRow, names: ChangeNames): MachineCard {
  // A machine from an older register has no pickup: its number was handed out on paper.
  const collected = row.pickup === null || row.pickup.collectedAt !== null
  const nameOf = (list: 'CATEGORY' | 'FUEL' | 'STAGE', code: string) => names.lists[list]?.[code] ?? code
  const named = (list: 'CATEGORY' | 'FUEL', code: string | null) =>
    code === null ? null : { code, name: nameOf(list, code) }
  return {
    id: row.id,
    registrationNumber: row.registrationNumber ?? '',
    status: row.status,
    changeable: row.status === 'ACTIVE' && collected,
    emissionStage: row.emissionStage,
    emissionStageName: nameOf('STAGE', row.emissionStage),
    category: named('CATEGORY', row.categoryCode),
    fuel: named('FUEL', row.fuelCode),
    content: wholeContent(filingContent.parse(row.content)),
    photos: photosOf(row),
    ownerName: row.owner.name,
    district: row.district,
    registeredAt: row.registeredAt.toISOString(),
    registeredPrecision: row.registeredPrecision,
    collected,
    collectedAt: row.pickup?.collectedAt?.toISOString() ?? null,
    checkUrl: collected ? new URL(`/check/${row.checkToken}`, env().PUBLIC_URL).href : null,
    bureauName: row.pickup?.bureau.name ?? null,
  }
}

function photosOf({ filing, changes }: MachineRow): MachineCard['photos'] {
  const done = changes.filter(({ status, type }) => status === 'DONE' && type !== 'CANCELLATION')
  return inFormOrder(newestPhotos(filing?.photos ?? [], done)).map((photo) => ({
    ...photo,
    ...photoUrls(photo.photoId, 'v1'),
  }))
}
