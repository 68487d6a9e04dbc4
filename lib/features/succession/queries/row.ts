import type { StaffActor } from '@/lib/core/actor'
import { chinaDay } from '@/lib/core/clock'
import { proofOf } from '@/lib/features/account/queries'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import { DROP_REASONS } from '@/lib/features/owner-message/schema'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import { daysLeft, lastDayOf } from '@/lib/features/succession-state/rules/actions'
import { maskedPhone } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import type { Prisma } from '@/prisma/client'
import { successionActsOf, waitsForAnother } from '../policy'
import type { Succession, Told } from '../schema/succession'

const NAME = { select: { name: true } } as const
/** What an officer sees of an owner; numbers masked. */
export const OWNER = {
  id: true,
  type: true,
  name: true,
  phone: true,
  registeredAt: true,
  closedAt: true,
  provedAt: true,
  provedHow: true,
  use: { select: { lastAt: true } },
} as const

export const PARTS = {
  machine: { select: { id: true, registrationNumber: true, content: true } },
  from: { select: OWNER },
  to: { select: OWNER },
  filedBy: { select: { name: true, bureau: NAME } },
  endedBy: NAME,
  photos: { orderBy: { position: 'asc' } },
  objections: { orderBy: { at: 'asc' }, include: { recordedBy: { select: { name: true, bureau: NAME } } } },
  notices: {
    where: { kind: 'SUCCESSION_FILED' },
    select: { readAt: true, message: { select: { state: true, why: true } } },
  },
} as const satisfies Prisma.SuccessionInclude

type Row = Prisma.SuccessionGetPayload<{ include: typeof PARTS }>
type OwnerRow = Row['from']

const partyOf = (row: OwnerRow) => ({ type: row.type, name: row.name, phoneMasked: maskedPhone(row) })

export const formerOf = (row: OwnerRow): Succession['from'] => ({
  ...partyOf(row),
  account: row.closedAt ? 'CLOSED' : row.registeredAt ? 'OPEN' : 'NONE',
  lastUsedDay: row.use ? chinaDay(row.use.lastAt) : null,
})

/** Of an older register often nothing. */
function wordsOf({ machine: { name, brand, model, serial } }: FilingContent): string {
  return [name, brand, model, serial && `出厂编号 ${serial}`].filter(Boolean).join(' ')
}

export function machineOf(row: { id: string; registrationNumber: string | null; content: unknown }) {
  return {
    id: row.id,
    registrationNumber: row.registrationNumber ?? '',
    what: wordsOf(filingContent.parse(row.content)),
  }
}

/** What is known of whether the owner was told: never more than the provider has said. */
function toldOf({ toldAt, notices }: Row): Told {
  const [notice] = notices
  const message = notice?.message
  const why = DROP_REASONS.find((reason) => reason === message?.why) ?? null
  return {
    at: toldAt?.toISOString() ?? null,
    readAt: notice?.readAt?.toISOString() ?? null,
    message: !message
      ? 'NONE'
      : message.state === 'SENDING' || message.why === 'BROKEN_OFF'
        ? 'UNKNOWN'
        : message.state,
    why,
  }
}

const photoOf = ({ photoId }: { photoId: string }) => ({ photoId, ...photoUrls(photoId, 'console') })

/** As an officer of the area sees it. */
export function toSuccession(actor: StaffActor, row: Row, now: Date): Succession {
  return {
    id: row.id,
    machine: machineOf(row.machine),
    status: row.status,
    ground: row.ground,
    from: formerOf(row.from),
    to: { ...partyOf(row.to), proof: proofOf(row.to) },
    evidence: row.evidence,
    photos: row.photos.filter(({ objectionId }) => objectionId === null).map(photoOf),
    text: decrypt('succession.text', row.id, row.text),
    filedAt: row.filedAt.toISOString(),
    filedBy: { name: row.filedBy.name, bureauName: row.filedBy.bureau.name },
    days: row.days,
    lastDay: lastDayOf(row.ripeAt),
    daysLeft: daysLeft(row.ripeAt, now),
    told: toldOf(row),
    objections: row.objections.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      name: one.name === null ? null : decrypt('succession_objection.name', one.id, one.name),
      recordedBy: one.recordedBy && `${one.recordedBy.bureau.name} ${one.recordedBy.name}`,
      text: decrypt('succession_objection.text', one.id, one.text),
      photos: row.photos.filter(({ objectionId }) => objectionId === one.id).map(photoOf),
    })),
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedBy?.name ?? null,
    reason: row.reason === null ? null : decrypt('succession.reason', row.id, row.reason),
    may: successionActsOf(actor, row, now),
    own: waitsForAnother(actor, row, now),
  }
}
