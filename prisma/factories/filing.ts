import { randomInt } from 'node:crypto'
import type { PrismaClient } from '../client'
import type { FilingStatus, PhotoSlot } from '../generated/enums'
import { makeAccount } from './account'
import { type ContentSeed, makeContent } from './content'
import { photoRow } from './photo'
import { insertRows } from './rows'
import { takeNumber } from './series'
import { bureauOf, makeStaff } from './staff'
import { tell } from './story'
import type { Story } from './story-parts'

export type FilingSeed = {
  districtCode?: string
  filerId?: string
  ownerId?: string
  content?: ContentSeed
  /** Slots to be filled; the required ones of a machine with nameplates unless told. */
  slots?: PhotoSlot[]
  submittedAt?: Date
  reviewerId?: string
  pickupCode?: string
  emissionStage?: string
  /** Anything else of its story. */
  story?: Partial<Story>
}

export type MadeFiling = {
  id: string
  version: number
  filerId: string
  ownerId: string
  photoIds: string[]
  reviewerId: string | null
  machineId: string | null
  pickupId: string | null
  pickupCode: string | null
  registrationNumber: string | null
}

const SLOTS: PhotoSlot[] = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE']
const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * A filing in any status, with all that hangs on it: photos (rows only), revisions, decision, machine, pickup, notices
 * and audit events. It lies in 110101 unless told; reviewer, bureau and number series are made where there are none.
 */
export async function makeFiling(
  db: PrismaClient,
  status: FilingStatus,
  seed: FilingSeed = {},
): Promise<MadeFiling> {
  const districtCode = seed.districtCode ?? '110101'
  const filerId = seed.filerId ?? seed.ownerId ?? (await makeAccount(db)).id
  const ownerId = seed.ownerId ?? filerId
  const photos = (seed.slots ?? SLOTS).map((slot) => ({ slot, row: photoRow(filerId) }))
  const submittedAt = seed.submittedAt ?? new Date()
  const decided = await decisionOf(db, status, districtCode, seed)
  const story: Story = {
    status,
    filerId,
    ownerId,
    content: makeContent(districtCode, seed.content),
    photos: photos.map(({ slot, row }) => ({ slot, photoId: row.id })),
    createdAt: new Date(submittedAt.getTime() - HOUR),
    consentAt: ownerId === filerId ? undefined : new Date(submittedAt.getTime() - HOUR / 2),
    submittedAt,
    warnAt: new Date(submittedAt.getTime() + 3 * DAY),
    dueAt: new Date(submittedAt.getTime() + 5 * DAY),
    ...decided,
    ...seed.story,
  }
  const told = tell(story)
  await db.$transaction([
    db.photo.createMany({ data: photos.map(({ row }) => row) }),
    ...insertRows(db, told.rows),
  ])
  return {
    id: told.filingId,
    version: told.rows.filings[0]?.version ?? 1,
    filerId,
    ownerId,
    photoIds: photos.map(({ row }) => row.id),
    reviewerId: story.reviewerId ?? null,
    machineId: told.machineId,
    pickupId: told.pickupId,
    pickupCode: told.pickupId ? (story.pickup?.code ?? null) : null,
    registrationNumber: told.rows.numbers[0]?.number ?? null,
  }
}

/** Who decided and what was handed out, as far as the status has it. */
async function decisionOf(
  db: PrismaClient,
  status: FilingStatus,
  districtCode: string,
  seed: FilingSeed,
): Promise<Partial<Story>> {
  if (status === 'DRAFT' || status === 'SUBMITTED' || status === 'WITHDRAWN') return {}
  const reviewerId = seed.reviewerId ?? (await makeStaff(db, 'REVIEWER', districtCode)).id
  const now = new Date()
  const reviewedAt = now
  const reasons = [{ code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] }]
  const base = { reviewerId, claimedAt: now, reviewedAt, reasons, declineReason: '不属于登记范围' }
  if (status !== 'APPROVED' && status !== 'COLLECTED') return base
  const bureau = await bureauOf(db, districtCode)
  const granted = {
    ...base,
    emissionStage: seed.emissionStage ?? '3',
    number: await takeNumber(db, districtCode),
    pickup: { bureauId: bureau.id, code: seed.pickupCode ?? String(randomInt(100_000, 1_000_000)) },
  }
  if (status === 'APPROVED') return granted
  const counter = await makeStaff(db, 'COUNTER', districtCode)
  const collected = {
    at: now,
    staffId: counter.id,
    kind: 'OWNER' as const,
    name: '机主',
    items: ['STICKER' as const],
  }
  return { ...granted, collected }
}
