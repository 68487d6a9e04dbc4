import { DAY_MS } from '@/lib/core/clock'
import { maskName } from '@/lib/core/mask'
import { PHONE_PATTERN } from '@/lib/core/phone'
import { machineWords } from '@/lib/features/content/rules/machine-words'
import { filingContent } from '@/lib/features/content/schema/content'
import type { OwnerMessageKind } from '@/lib/features/setting/schema/owner-messages'
import { lastDayOf, OPEN_STATUSES } from '@/lib/features/succession-state/rules/actions'
import { outcomeOf } from '@/lib/features/succession-state/rules/notice-text'
import { GROUND_LABELS } from '@/lib/features/succession-state/schema'
import { db } from '@/lib/server/database/db'
import { openPhone } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'

const PARTS = {
  account: { select: { id: true, phone: true, phoneIndex: true, registeredAt: true, closedAt: true } },
  change: { select: { type: true, toDistrictCode: true, machine: { select: { registrationNumber: true } } } },
  succession: {
    select: {
      status: true,
      ground: true,
      ripeAt: true,
      machine: { select: { registrationNumber: true } },
      filedBy: { select: { bureau: { select: { officeName: true, address: true } } } },
    },
  },
  filing: {
    select: {
      ownerId: true,
      filerId: true,
      status: true,
      content: true,
      reviewedAt: true,
      filer: { select: { name: true, type: true } },
      assistedBureau: { select: { name: true } },
      machine: { select: { registrationNumber: true, status: true } },
      pickup: {
        select: {
          collectedAt: true,
          bureau: { select: { officeName: true, address: true, hours: true } },
        },
      },
    },
  },
} as const satisfies Prisma.NoticeInclude

type Row = Prisma.NoticeGetPayload<{ include: typeof PARTS }>

export type MessageFacts = {
  kind: OwnerMessageKind
  /** What fills the placeholders of its text. */
  values: Record<string, string>
}

type Found = {
  accountId: string
  facts: MessageFacts | null
  phone: string | null
  phoneIndex: string | null
}

/** The phone of whoever a notice is for, and what is to be said to it now; null where nothing is (any more). */
export async function findMessage(noticeId: string, now: Date): Promise<Found | null> {
  const row = await db().notice.findUnique({ where: { id: noticeId }, include: PARTS })
  if (!row) return null
  const { account } = row
  // A phone that an older register names is a contact, which nobody has proven.
  const reachable = account.registeredAt !== null && account.closedAt === null && account.phone !== null
  const phone = reachable ? openPhone(account) : null
  return {
    accountId: account.id,
    facts: await factsOf(row, now),
    phone: phone !== null && PHONE_PATTERN.test(phone) ? phone : null,
    phoneIndex: account.phoneIndex,
  }
}

async function factsOf(
  { accountId, kind, filing, change, succession }: Row,
  now: Date,
): Promise<MessageFacts | null> {
  if (change) return changeFacts(change)
  if (succession) return successionFacts(kind, succession)
  // A filing that has gone to another account concerns that one alone.
  if (!filing || (filing.ownerId !== accountId && filing.filerId !== accountId)) return null
  const machine = machineWords(filingContent.parse(filing.content))
  if (kind === 'FILED_FOR_YOU' || kind === 'ASSISTED') {
    const { name, type } = filing.filer
    const agent = filing.assistedBureau
      ? `${filing.assistedBureau.name}窗口`
      : type === 'UNIT'
        ? name
        : maskName(name)
    return { kind: 'FILED_FOR_YOU', values: { agent, machine } }
  }
  if (filing.status === 'RETURNED' && kind === 'RETURNED') return { kind, values: { machine } }
  if (filing.status === 'RETURNED' && kind === 'REMINDER') {
    const days = filing.reviewedAt ? Math.floor((now.getTime() - filing.reviewedAt.getTime()) / DAY_MS) : 0
    return { kind: 'MEND', values: { machine, days: String(days) } }
  }
  if (kind === 'APPROVED' || kind === 'REMINDER') return pickupFacts(kind, filing)
  return null
}

/** Only while the number waits: nobody is sent to an office for nothing. */
function pickupFacts(
  kind: 'APPROVED' | 'REMINDER',
  { machine, pickup }: NonNullable<Row['filing']>,
): MessageFacts | null {
  if (!pickup || pickup.collectedAt || machine?.status !== 'ACTIVE') return null
  const { officeName: office, address, hours } = pickup.bureau
  const values = { number: machine.registrationNumber ?? '', office, address, hours }
  return { kind: kind === 'APPROVED' ? 'APPROVED' : 'COLLECT', values }
}

/** Of what is over already nobody is told that it begins. */
function successionFacts(
  kind: Row['kind'],
  { status, ground, ripeAt, machine, filedBy }: NonNullable<Row['succession']>,
): MessageFacts | null {
  const number = machine.registrationNumber ?? ''
  const { officeName: office, address } = filedBy.bureau
  if (kind === 'SUCCESSION_FILED' && status === 'WAITING')
    return {
      kind,
      values: { number, ground: GROUND_LABELS[ground], until: lastDayOf(ripeAt), office, address },
    }
  if (kind === 'SUCCESSION_OBJECTED' && status === 'OBJECTED') return { kind, values: { number } }
  if (kind === 'SUCCESSION_ENDED' && !OPEN_STATUSES.includes(status))
    return { kind, values: { number, result: outcomeOf(status) } }
  return null
}

async function changeFacts({
  type,
  toDistrictCode,
  machine,
}: NonNullable<Row['change']>): Promise<MessageFacts | null> {
  const number = machine.registrationNumber ?? ''
  if (type === 'OWNER') return { kind: 'OWNER_CHANGED', values: { number } }
  if (type !== 'PLACE') return null
  const district = await db().division.findUnique({
    where: { code: toDistrictCode ?? '' },
    select: { fullName: true },
  })
  return { kind: 'PLACE_CHANGED', values: { number, place: district?.fullName ?? '新的地点' } }
}
