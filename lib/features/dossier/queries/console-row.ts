import { OPEN_STATUSES } from '@/lib/features/succession-state/rules/actions'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'

const PHOTO = {
  slot: true,
  photoId: true,
  photo: { select: { width: true, height: true, takenAt: true } },
} as const
const NAME = { select: { name: true } } as const
const PARTY = { select: { name: true, type: true } } as const

/** Relations needed for the page of a machine. */
export const CONSOLE_PARTS = {
  owner: {
    select: {
      id: true,
      type: true,
      name: true,
      documentKind: true,
      idNumber: true,
      phone: true,
      registeredAt: true,
      provedAt: true,
      provedHow: true,
      provedBy: { select: { name: true, bureau: { select: { name: true } } } },
      counterOwner: { select: { checkedAt: true } },
      formerNames: {
        orderBy: { untilAt: 'asc' },
        select: { name: true, fromAt: true, untilAt: true },
      },
    },
  },
  district: { select: { code: true, fullName: true } },
  filing: {
    select: {
      id: true,
      districtCode: true,
      submittedAt: true,
      ownerId: true,
      filerId: true,
      owner: PARTY,
      filer: PARTY,
      assistedBureau: NAME,
      assistantIds: true,
      photos: { select: PHOTO },
      decisions: { where: { kind: 'APPROVED' }, select: { staff: NAME } },
    },
  },
  pickup: {
    select: {
      createdAt: true,
      collectedAt: true,
      collectorKind: true,
      collectorName: true,
      collectorIdNumber: true,
      collectorCheck: true,
      bureau: NAME,
      handedOverBy: NAME,
    },
  },
  numbers: { orderBy: { validFrom: 'asc' } },
  prints: {
    where: { kind: 'COLLECTION_CARD' },
    orderBy: { printedAt: 'desc' },
    take: 1,
    select: { printedAt: true },
  },
  users: { orderBy: { fromDay: 'desc' }, take: 50 },
  past: { orderBy: { position: 'asc' } },
  successions: {
    where: { status: { in: [...OPEN_STATUSES] } },
    select: { id: true, status: true, ground: true, ripeAt: true, to: PARTY },
  },
  changes: {
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    include: {
      account: NAME,
      decidedBy: NAME,
      photos: { select: PHOTO },
      succession: { select: { ground: true, filedBy: NAME } },
    },
  },
} satisfies Prisma.MachineInclude

export type ConsoleRow = Prisma.MachineGetPayload<{ include: typeof CONSOLE_PARTS }>
/** The client, or a transaction, limited to the tables needed. */
export type ConsoleReader = Pick<
  Tx,
  | 'machine'
  | 'auditEvent'
  | 'staff'
  | 'identityDispute'
  | 'listItem'
  | 'division'
  | 'account'
  | 'setting'
  | 'pendingAct'
  | 'numberSeries'
>
