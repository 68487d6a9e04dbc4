import type { AccountActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { PageQuery } from '@/lib/core/page'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import type { Prisma } from '@/prisma/client'
import { certificateStatusAt } from '../rules/facts'
import type { CertificateDto } from '../schema'

export const DTO_PARTS = {
  operator: { select: { name: true } },
  _count: { select: { machines: true } },
} as const satisfies Prisma.CertificateInclude
type Row = Prisma.CertificateGetPayload<{ include: typeof DTO_PARTS }>

/** The address in the QR code. */
export const checkUrlOf = (token: string): string =>
  new URL(`/check/certificate/${token}`, env().PUBLIC_URL).href

/** GET /certificates: those of the account, newest first. @throws AppError MALFORMED for an invalid cursor */
export async function listCertificates(actor: AccountActor, { cursor, limit }: PageQuery) {
  const last = decodeTimeCursor(cursor)
  const after: Prisma.CertificateWhereInput = last
    ? { OR: [{ issuedAt: { lt: last.at } }, { issuedAt: last.at, id: { lt: last.id } }] }
    : {}
  const rows = await db().certificate.findMany({
    where: { accountId: actor.id, AND: after },
    orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: DTO_PARTS,
  })
  const now = new Date()
  const page = toPage(
    rows,
    limit,
    (row) => [row.issuedAt.toISOString(), row.id],
    (row) => certificateView(row, now),
  )
  return { ...page, rule: await findSetting(db(), 'certificate', null) }
}

export function certificateView(row: Row, now: Date): CertificateDto {
  return {
    id: row.id,
    number: row.number,
    status: certificateStatusAt(row, now),
    purpose: row.purpose,
    machines: row._count.machines,
    issuedBy: row.operator?.name ?? null,
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    checkUrl: checkUrlOf(row.token),
  }
}
