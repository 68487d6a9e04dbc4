import { staffMay } from '@/lib/core/access'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { maskAllButStart } from '@/lib/core/mask'
import type { PageQuery } from '@/lib/core/page'
import { proofOf } from '@/lib/features/account/queries'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import { waitingActs } from '@/lib/features/second-person/queries/acts'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { auditShown } from '@/lib/server/audit/shown'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { DisputeCase, OfficeDispute, OwnDispute } from './schema'

type Reader = Pick<Tx, 'identityDispute' | 'pendingAct' | 'machine' | 'numberSeries' | 'division' | 'staff'>

const OWN = { district: { select: { fullName: true } }, _count: { select: { photos: true } } } as const

const SIDE = {
  type: true,
  id: true,
  name: true,
  documentKind: true,
  phone: true,
  registeredAt: true,
  provedAt: true,
  provedHow: true,
} as const
/** What goes with the number: machines, and filings that have been submitted. */
export const FILED = { status: { not: 'DRAFT' as const } }
const OFFICE = {
  claimant: { select: { ...SIDE, idNumber: true } },
  holder: { select: { ...SIDE, _count: { select: { machines: true, owned: { where: FILED } } } } },
  photos: { orderBy: { position: 'asc' }, select: { photoId: true } },
  decidedBy: { select: { name: true } },
} as const satisfies Prisma.IdentityDisputeInclude

type OwnRow = Prisma.IdentityDisputeGetPayload<{ include: typeof OWN }>
type OfficeRow = Prisma.IdentityDisputeGetPayload<{ include: typeof OFFICE }>

const common = (row: Omit<OwnRow, 'district' | '_count'>) => ({
  id: row.id,
  status: row.status,
  text: decrypt('identity_dispute.text', row.id, row.text),
  createdAt: row.createdAt.toISOString(),
  answer: row.answer === null ? null : decrypt('identity_dispute.answer', row.id, row.answer),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

const toOwn = (row: OwnRow): OwnDispute => ({
  ...common(row),
  bureauArea: row.district.fullName,
  photos: row._count.photos,
})

const toSide = (row: Omit<OfficeRow['claimant'], 'idNumber'>): OfficeDispute['claimant'] => ({
  type: row.type,
  name: row.name,
  documentLabel: documentNumberLabel(row.documentKind, row.type),
  phoneMasked: maskedPhone(row),
  registeredAt: (row.registeredAt ?? new Date(0)).toISOString(),
  proof: proofOf(row),
})

/** As the claimant wrote it: the account that had it may have lost it since. Empty of a closed account. */
function numberOf(claimant: OfficeRow['claimant']): string | null {
  const number = openIdNumber(claimant)
  return number === '' ? null : maskAllButStart(number)
}

const toOffice = (
  { claimant, holder, photos, decidedBy, ...row }: OfficeRow,
  act: PendingAct | null,
): OfficeDispute => ({
  ...common(row),
  numberMasked: numberOf(claimant),
  claimant: toSide(claimant),
  holder: { ...toSide(holder), machines: holder._count.machines, filings: holder._count.owned },
  photos: photos.map(({ photoId }) => ({ photoId, ...photoUrls(photoId, 'console') })),
  decidedBy: decidedBy?.name ?? null,
  pendingAct: act,
  proposedAnswer:
    act && row.proposedAnswer ? decrypt('identity_dispute.proposedAnswer', row.id, row.proposedAnswer) : null,
})

/** Those of these ids in the officer's area, for whoever is to confirm what was asked about them. */
export async function findCases(
  actor: StaffActor,
  ids: readonly string[],
): Promise<Map<string, DisputeCase>> {
  if (ids.length === 0 || !staffMay(actor, 'dispute.decide')) return new Map()
  const rows = await db().identityDispute.findMany({
    where: { id: { in: [...ids] }, ...actor.area },
    include: OFFICE,
  })
  await recordReading(actor, rows)
  const shown = await toOffices(db(), actor, rows)
  return new Map(shown.map(({ pendingAct: _, ...dispute }) => [dispute.id, dispute]))
}

/** With the requests for a second person that wait about them. */
async function toOffices(reader: Reader, actor: StaffActor, rows: readonly OfficeRow[]) {
  const open = rows.filter(({ status }) => status === 'OPEN').map(({ id }) => id)
  const acts = open.length === 0 ? [] : await waitingActs(reader, actor, open)
  return rows.map((row) => toOffice(row, acts.find(({ subject }) => subject.id === row.id) ?? null))
}

export async function getOwnDispute(reader: Reader, id: string): Promise<OwnDispute> {
  return toOwn(await reader.identityDispute.findUniqueOrThrow({ where: { id }, include: OWN }))
}

export async function getOfficeDispute(
  reader: Reader,
  actor: StaffActor,
  id: string,
): Promise<OfficeDispute> {
  const row = await reader.identityDispute.findUniqueOrThrow({ where: { id }, include: OFFICE })
  const [dispute] = await toOffices(reader, actor, [row])
  return dispute ?? toOffice(row, null)
}

/** The account's own disputes, newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listOwnDisputes(actor: AccountActor, { cursor, limit }: PageQuery) {
  const rows = await db().identityDispute.findMany({
    where: { claimantId: actor.id, ...after(cursor, 'lt') },
    include: OWN,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return toPage(rows, limit, position, toOwn)
}

/** Those that wait or those that are decided; or one, whether it waits or not. */
type Which = { open: boolean; id?: string | undefined }

/**
 * For the copy of the own data: disputes that the account opened, and those about its number; words of the other side are not the
 * account's.
 */
export async function listDisputesInFull(accountId: string) {
  const rows = await db().identityDispute.findMany({
    where: { OR: [{ claimantId: accountId }, { holderId: accountId }] },
    include: OWN,
    orderBy: { createdAt: 'asc' },
  })
  return rows.map((row) => {
    const { id: _, photos, text, ...dispute } = toOwn(row)
    const own = row.claimantId === accountId
    return {
      role: own ? '申诉人' : '被申诉的账号',
      ...dispute,
      text: own ? text : null,
      photos: own ? photos : null,
    }
  })
}

/**
 * Disputes of the actor's area: those that wait oldest first, decided ones newest first.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listDisputes(actor: StaffActor, { open, id }: Which, { cursor, limit }: PageQuery) {
  const order = open ? 'asc' : 'desc'
  const status = open ? ('OPEN' as const) : { not: 'OPEN' as const }
  const rows = await db().identityDispute.findMany({
    where: { ...actor.area, ...(id ? { id } : { status }), ...after(cursor, open ? 'gt' : 'lt') },
    include: OFFICE,
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
  })
  const page = toPage(rows, limit, position, (row) => row)
  await recordReading(actor, page.data)
  return { ...page, data: await toOffices(db(), actor, page.data) }
}

/** 谁看过我的信息, of both: the words are one's, and about the other. */
function recordReading(actor: StaffActor, rows: readonly OfficeRow[]): Promise<void> {
  return auditShown(
    actor,
    'dispute.read',
    rows.flatMap(({ claimantId, holderId, districtCode }) =>
      [claimantId, holderId].map((accountId) => ({ accountId, districtCode, details: {} })),
    ),
  )
}

const position = ({ createdAt, id }: { createdAt: Date; id: string }) => [createdAt.toISOString(), id]

function after(cursor: string | undefined, way: 'gt' | 'lt'): Prisma.IdentityDisputeWhereInput {
  const last = decodeTimeCursor(cursor)
  if (!last) return {}
  return { OR: [{ createdAt: { [way]: last.at } }, { createdAt: last.at, id: { [way]: last.id } }] }
}
