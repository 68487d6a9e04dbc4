import type { AccountActor } from '@/lib/core/actor'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import { maskName } from '@/lib/core/mask'
import type { PageQuery } from '@/lib/core/page'
import { valuesOf } from '@/lib/features/change/queries/names'
import { labelsOf } from '@/lib/features/change/rules/values'
import { machineWords } from '@/lib/features/content/rules/machine-words'
import { filingContent } from '@/lib/features/content/schema/content'
import { lastDayOf } from '@/lib/features/succession-state/rules/actions'
import { db, type Tx } from '@/lib/server/database/db'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { NOTICE_TITLES, noticeText } from './rules'
import type { NoticeDto } from './schema'

/** Relations that the text of a notice needs. */
export const NOTICE_INCLUDE = {
  change: {
    select: {
      type: true,
      after: true,
      comment: true,
      newOwnerId: true,
      machine: { select: { id: true, ownerId: true, registrationNumber: true } },
    },
  },
  machine: { select: { id: true, ownerId: true, registrationNumber: true } },
  dispute: {
    select: {
      id: true,
      status: true,
      claimantId: true,
      answer: true,
      district: { select: { fullName: true } },
    },
  },
  succession: {
    select: {
      id: true,
      status: true,
      ground: true,
      toId: true,
      days: true,
      ripeAt: true,
      reason: true,
      machine: { select: { id: true, ownerId: true, registrationNumber: true } },
      filedBy: { select: { bureau: { select: { officeName: true, address: true, phone: true } } } },
    },
  },
  decision: {
    select: { comment: true, basis: true, remedies: true, reasons: { orderBy: { position: 'asc' } } },
  },
  filing: {
    select: {
      number: true,
      ownerId: true,
      filerId: true,
      status: true,
      content: true,
      filer: { select: { name: true, type: true } },
      assistedBureau: { select: { name: true, phone: true } },
      district: { select: { fullName: true } },
      machine: { select: { registrationNumber: true, status: true } },
      pickup: {
        select: {
          id: true,
          code: true,
          collectedAt: true,
          bureau: { select: { officeName: true, address: true, phone: true, hours: true } },
        },
      },
    },
  },
} satisfies Prisma.NoticeInclude

type NoticeRow = Prisma.NoticeGetPayload<{ include: typeof NOTICE_INCLUDE }>

/**
 * An account's notices, newest first, and its number of unread notices.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listNotices(
  actor: AccountActor,
  { cursor, limit }: PageQuery,
): Promise<{ data: NoticeDto[]; nextCursor: string | null; unread: number }> {
  const last = decodeTimeCursor(cursor)
  const after: Prisma.NoticeWhereInput = last
    ? { OR: [{ createdAt: { lt: last.at } }, { createdAt: last.at, id: { lt: last.id } }] }
    : {}
  const [rows, unread] = await Promise.all([
    db().notice.findMany({
      where: { accountId: actor.id, ...after },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: NOTICE_INCLUDE,
    }),
    db().notice.count({ where: { accountId: actor.id, readAt: null } }),
  ])
  return { ...toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id], toNoticeDto), unread }
}

/** One of the account's notices; null if it belongs to another account. */
export function findOwnNotice(tx: Tx, actor: AccountActor, id: string): Promise<NoticeRow | null> {
  return tx.notice.findFirst({ where: { id, accountId: actor.id }, include: NOTICE_INCLUDE })
}

/** Row → DTO; the text is generated from the current state of its subject. */
export function toNoticeDto(row: NoticeRow): NoticeDto {
  const left = hasLeft(row)
  // Of a filing that is somebody else's by now nothing is said that came since.
  const { pickup, machine, district } = (left ? null : row.filing) ?? {}
  const bureau = pickup?.bureau
  const ended = machine && machine.status !== 'ACTIVE' ? machine.status : null
  const waits = pickup != null && !pickup.collectedAt && !ended
  const reasons = row.decision?.reasons ?? []
  return {
    id: row.id,
    kind: row.kind,
    title: NOTICE_TITLES[row.kind],
    text: noticeText(row.kind, {
      pickupCode: waits && pickup ? decrypt('pickup.code', pickup.id, pickup.code) : null,
      ended,
      office: bureau
        ? { name: bureau.officeName, address: bureau.address, phone: bureau.phone, hours: bureau.hours }
        : null,
      registrationNumber: (row.machine ?? machine)?.registrationNumber ?? null,
      districtName: district?.fullName ?? null,
      assisted: assistedFacts(row),
      agent: agentFacts(row),
      returned: !left && row.filing?.status === 'RETURNED',
      left,
      reasons,
      declineReason: row.decision?.comment ?? reasons[0]?.text ?? null,
      change: changeFacts(row),
      reason: row.reason,
      dispute: disputeFacts(row),
      succession: successionFacts(row),
      basis: (row.decision ?? row).basis,
      remedies: (row.decision ?? row).remedies,
    }),
    reasons: row.kind === 'RETURNED' ? reasons.map(({ code, text, fields }) => ({ code, text, fields })) : [],
    filingId: left ? null : row.filingId,
    waits,
    changeId: row.changeId,
    machineId: ownMachineOf(row),
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }
}

/** An officer found that the filing's owner is another account; the notice stays with whom it was sent to. */
function hasLeft({ filing, accountId }: NoticeRow): boolean {
  return filing !== null && filing.ownerId !== accountId && filing.filerId !== accountId
}

/** The reader cannot open a machine that has changed to another owner. */
function ownMachineOf({ change, machine, succession, accountId }: NoticeRow): string | null {
  const subject = machine ?? change?.machine ?? succession?.machine
  return subject?.ownerId === accountId ? subject.id : null
}

function assistedFacts({ filing }: NoticeRow) {
  if (!filing?.assistedBureau) return null
  const { name, phone } = filing.assistedBureau
  return { bureauName: name, phone, number: filing.number }
}

/** The agent as the consent's code named them: a person masked. */
function agentFacts({ kind, filing }: NoticeRow) {
  if (kind !== 'FILED_FOR_YOU' || !filing) return null
  const { name, type } = filing.filer
  const machine = machineWords(filingContent.parse(filing.content))
  return { name: type === 'UNIT' ? name : maskName(name), machine }
}

function disputeFacts({ dispute, accountId }: NoticeRow) {
  if (!dispute) return null
  return {
    upheld: dispute.status === 'UPHELD',
    claimant: dispute.claimantId === accountId,
    answer: dispute.answer === null ? '' : decrypt('identity_dispute.answer', dispute.id, dispute.answer),
    area: dispute.district.fullName,
  }
}

function successionFacts({ succession, accountId }: NoticeRow) {
  if (!succession) return null
  const { id, ground, status, toId, days, ripeAt, reason, machine, filedBy } = succession
  const { officeName: name, address, phone } = filedBy.bureau
  return {
    registrationNumber: machine.registrationNumber ?? '',
    ground,
    status,
    successor: toId === accountId,
    lastDay: lastDayOf(ripeAt),
    days,
    office: { name, address, phone },
    reason: reason === null ? null : decrypt('succession.reason', id, reason),
  }
}

function changeFacts({ change, accountId }: NoticeRow) {
  if (!change) return null
  return {
    type: change.type,
    registrationNumber: change.machine.registrationNumber ?? '',
    labels: labelsOf(valuesOf(change.after)),
    comment: change.comment,
    gained: change.newOwnerId === accountId,
  }
}
