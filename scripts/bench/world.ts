/** What a run works on: officers and owners who are signed in, and filings by the thousand in one district. */

import type { PrismaClient } from '@/prisma/client'
import { accountRow } from '@/prisma/factories/account'
import { makeContent } from '@/prisma/factories/content'
import { photoRow } from '@/prisma/factories/photo'
import { insertRows, mergeRows } from '@/prisma/factories/rows'
import { makeSeries } from '@/prisma/factories/series'
import { makeStaff } from '@/prisma/factories/staff'
import { tell } from '@/prisma/factories/story'
import type { Story } from '@/prisma/factories/story-parts'
import { bearer, staffCookie } from '@/testing/access-actors'

/** All in one district, so that all approvals wait for one row of the number series: the worst case of a busy bureau. */
export const DISTRICT = '110101'
const SLOTS = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE'] as const
const BATCH = 100
const SECOND = 1000
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR

/** Each batch happens after the one before it: the audit chain takes no event from before its last. */
let clock = Date.now() - 3 * HOUR

/** Somebody signed in, as an HTTP client shows it. */
export interface Caller {
  id: string
  headers: Record<string, string>
}

export interface Filing {
  id: string
  version: number
}

export interface People {
  officers: Caller[]
  owners: Caller[]
}

export async function makePeople(db: PrismaClient, count: number): Promise<People> {
  const officers: Caller[] = []
  const owners: Caller[] = []
  for (let n = 0; n < count; n += 1) {
    const staff = await makeStaff(db, 'REVIEWER', DISTRICT)
    officers.push({ id: staff.id, headers: await staffCookie(staff) })
    const account = await accountRow()
    await db.account.create({ data: account.row })
    owners.push({ id: account.id, headers: await bearer(account.id) })
  }
  await makeSeries(db, DISTRICT)
  return { officers, owners }
}

interface Wanted {
  status: 'DRAFT' | 'SUBMITTED' | 'IN_REVIEW'
  count: number
  filerId: string
  /** Who holds the claim. */
  reviewerId?: string
}

/** Complete filings with five photos of their own each, oldest first. */
export async function makeFilings(db: PrismaClient, wanted: Wanted): Promise<Filing[]> {
  const made: Filing[] = []
  while (made.length < wanted.count) {
    const size = Math.min(BATCH, wanted.count - made.length)
    clock += 3 * SECOND
    const parts = Array.from({ length: size }, () => one(wanted))
    const rows = mergeRows(parts.map(({ told }) => told.rows))
    const photos = parts.flatMap((part) => part.photos)
    await db.$transaction([db.photo.createMany({ data: photos }), ...insertRows(db, rows)])
    made.push(...rows.filings.map(({ id = '', version = 1 }) => ({ id, version })))
  }
  return made
}

function one({ status, filerId, reviewerId }: Wanted) {
  const photos = SLOTS.map((slot) => ({ slot, row: photoRow(filerId) }))
  const story: Story = {
    status,
    filerId,
    ownerId: filerId,
    content: makeContent(DISTRICT),
    photos: photos.map(({ slot, row }) => ({ slot, photoId: row.id })),
    createdAt: new Date(clock),
    submittedAt: new Date(clock + SECOND),
    warnAt: new Date(clock + 3 * DAY),
    dueAt: new Date(clock + 5 * DAY),
    reviewerId,
    claimedAt: reviewerId ? new Date(clock + 2 * SECOND) : undefined,
    // Longer than any run: no claim lapses under it.
    claimMinutes: 600,
  }
  return { told: tell(story), photos: photos.map(({ row }) => row) }
}
