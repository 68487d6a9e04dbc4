import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { maskIdNumber } from '@/lib/core/mask'
import type { PageQuery } from '@/lib/core/page'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { OfficeCorrection, OwnCorrection } from './schema'

type Reader = Pick<Tx, 'correctionRequest'>

const OWN = { district: { select: { fullName: true } } } as const
const OFFICE = {
  account: { select: { id: true, type: true, name: true, idNumber: true, phone: true } },
  answeredBy: { select: { name: true } },
} as const
type OwnRow = Prisma.CorrectionRequestGetPayload<{ include: typeof OWN }>
type OfficeRow = Prisma.CorrectionRequestGetPayload<{ include: typeof OFFICE }>

const common = (row: Omit<OwnRow, 'district'>) => ({
  id: row.id,
  subject: row.subject,
  text: decrypt('correction_request.text', row.id, row.text),
  status: row.status,
  createdAt: row.createdAt.toISOString(),
  answer: row.answer === null ? null : decrypt('correction_request.answer', row.id, row.answer),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

const toOwn = (row: OwnRow): OwnCorrection => ({ ...common(row), bureauArea: row.district.fullName })

const toOffice = (row: OfficeRow): OfficeCorrection => ({
  ...common(row),
  owner: {
    type: row.account.type,
    name: row.account.name,
    idNumberMasked: maskIdNumber(openIdNumber(row.account)),
    phoneMasked: maskedPhone(row.account),
  },
  answeredBy: row.answeredBy?.name ?? null,
})

export async function getOwnCorrection(reader: Reader, id: string): Promise<OwnCorrection> {
  return toOwn(await reader.correctionRequest.findUniqueOrThrow({ where: { id }, include: OWN }))
}

export async function getOfficeCorrection(reader: Reader, id: string): Promise<OfficeCorrection> {
  return toOffice(await reader.correctionRequest.findUniqueOrThrow({ where: { id }, include: OFFICE }))
}

/** The account's own requests, newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listOwnCorrections(actor: AccountActor, { cursor, limit }: PageQuery) {
  const rows = await db().correctionRequest.findMany({
    where: { accountId: actor.id, ...after(cursor, 'lt') },
    include: OWN,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return toPage(rows, limit, position, toOwn)
}

/**
 * Requests to the actor's area: those that wait oldest first, answered ones newest first.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listCorrections(actor: StaffActor, open: boolean, { cursor, limit }: PageQuery) {
  const order = open ? 'asc' : 'desc'
  const rows = await db().correctionRequest.findMany({
    where: { ...actor.area, status: open ? 'OPEN' : { not: 'OPEN' }, ...after(cursor, open ? 'gt' : 'lt') },
    include: OFFICE,
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
  })
  return toPage(rows, limit, position, toOffice)
}

const position = ({ createdAt, id }: { createdAt: Date; id: string }) => [createdAt.toISOString(), id]

function after(cursor: string | undefined, way: 'gt' | 'lt'): Prisma.CorrectionRequestWhereInput {
  const last = decodeTimeCursor(cursor)
  if (!last) return {}
  return { OR: [{ createdAt: { [way]: last.at } }, { createdAt: last.at, id: { [way]: last.id } }] }
}
