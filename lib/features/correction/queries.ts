import { ACCESS } from '@/lib/core/access'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { areaChain } from '@/lib/core/area'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { maskIdNumber } from '@/lib/core/mask'
import type { PageQuery } from '@/lib/core/page'
import { auditShown } from '@/lib/server/audit/shown'
import { db, type Tx } from '@/lib/server/database/db'
import { maskedPhone, openIdNumber } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import type { OfficeCorrection, OwnCorrection } from './schema'

type Reader = Pick<Tx, 'correctionRequest' | 'bureau'>

const OWN = { district: { select: { fullName: true } } } as const
/** Requests whose owner has closed the account wait for nobody. */
const OPEN = { status: 'OPEN', text: { not: null } } as const
const OFFICE = {
  account: { select: { id: true, type: true, name: true, idNumber: true, phone: true } },
  answeredBy: { select: { name: true } },
} as const
type OwnRow = Prisma.CorrectionRequestGetPayload<{ include: typeof OWN }>
type OfficeRow = Prisma.CorrectionRequestGetPayload<{ include: typeof OFFICE }>

const common = (row: Omit<OwnRow, 'district'>) => ({
  id: row.id,
  subject: row.subject,
  status: row.status,
  createdAt: row.createdAt.toISOString(),
  answer: row.answer === null ? null : decrypt('correction_request.answer', row.id, row.answer),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

const textOf = ({ id, text }: Pick<OwnRow, 'id' | 'text'>) =>
  text === null ? null : decrypt('correction_request.text', id, text)

async function toOwn(reader: Reader, row: OwnRow): Promise<OwnCorrection> {
  const bureau = await answeringBureau(reader, row.districtCode)
  return {
    ...common(row),
    text: textOf(row) ?? '',
    bureauArea: row.district.fullName,
    bureauName: bureau?.name ?? null,
  }
}

const toOffice = (row: OfficeRow): OfficeCorrection => ({
  ...common(row),
  text: textOf(row),
  owner: {
    type: row.account.type,
    name: row.account.name,
    idNumberMasked: maskIdNumber(openIdNumber(row.account)),
    phoneMasked: maskedPhone(row.account),
  },
  answeredBy: row.answeredBy?.name ?? null,
})

/** For the copy of the own data: all of them, oldest first. */
export async function listCorrectionsInFull(accountId: string) {
  const rows = await db().correctionRequest.findMany({
    where: { accountId },
    include: OWN,
    orderBy: { createdAt: 'asc' },
  })
  return rows.map((row) => ({
    ...common(row),
    text: textOf(row) ?? '',
    bureauArea: row.district.fullName,
  }))
}

export async function getOwnCorrection(reader: Reader, id: string): Promise<OwnCorrection> {
  return toOwn(reader, await reader.correctionRequest.findUniqueOrThrow({ where: { id }, include: OWN }))
}

export async function getOfficeCorrection(reader: Reader, id: string): Promise<OfficeCorrection> {
  return toOffice(await reader.correctionRequest.findUniqueOrThrow({ where: { id }, include: OFFICE }))
}

/**
 * Who answers requests to a district: its own bureau, or else that of the city, the province, the country, where somebody
 * works who may. Null: nobody.
 */
export function answeringBureau(reader: Pick<Tx, 'bureau'>, districtCode: string) {
  return reader.bureau.findFirst({
    where: {
      divisionCode: { in: areaChain(districtCode) },
      disabledAt: null,
      staff: { some: { disabledAt: null, role: { in: [...ACCESS['correction.answer']] } } },
    },
    // A wider area has a smaller code.
    orderBy: [{ divisionCode: 'desc' }, { name: 'asc' }],
    select: { name: true },
  })
}

/** The account's own requests, newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listOwnCorrections(actor: AccountActor, { cursor, limit }: PageQuery) {
  const rows = await db().correctionRequest.findMany({
    where: { accountId: actor.id, ...after(cursor, 'lt') },
    include: OWN,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = toPage(rows, limit, position, (row) => row)
  return { ...page, data: await Promise.all(page.data.map((row) => toOwn(db(), row))) }
}

/**
 * Requests to the actor's area: those that wait oldest first, answered ones newest first.
 * That the words were shown is recorded for each owner, once an hour for an officer: the page asks again while it is open.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listCorrections(actor: StaffActor, open: boolean, { cursor, limit }: PageQuery) {
  const order = open ? 'asc' : 'desc'
  const rows = await db().correctionRequest.findMany({
    where: { ...actor.area, AND: [open ? OPEN : { NOT: OPEN }, after(cursor, open ? 'gt' : 'lt')] },
    include: OFFICE,
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
  })
  const page = toPage(rows, limit, position, (row) => row)
  // 谁看过我的信息: owners type full numbers into these words.
  const read = page.data.filter(({ text }) => text !== null)
  await auditShown(
    actor,
    'correction.read',
    read.map(({ accountId, districtCode, subject }) => ({
      accountId,
      districtCode,
      details: { correction: subject },
    })),
  )
  return { ...page, data: page.data.map(toOffice) }
}

const position = ({ createdAt, id }: { createdAt: Date; id: string }) => [createdAt.toISOString(), id]

function after(cursor: string | undefined, way: 'gt' | 'lt'): Prisma.CorrectionRequestWhereInput {
  const last = decodeTimeCursor(cursor)
  if (!last) return {}
  return { OR: [{ createdAt: { [way]: last.at } }, { createdAt: last.at, id: { [way]: last.id } }] }
}
