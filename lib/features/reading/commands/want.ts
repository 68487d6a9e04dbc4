import { showsText } from '@/lib/features/photo/rules/quality'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import { db, type Tx } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { Prisma } from '@/prisma/client'
import { READER_VERSION } from '../schema'

const TEXT_SLOTS = PHOTO_SLOT_CODES.filter(showsText)

const OF_FILINGS = Prisma.sql`filing subject JOIN filing_photo p ON p."filingId" = subject.id`
const OF_CHANGES = Prisma.sql`change subject JOIN change_photo p ON p."changeId" = subject.id`

/** Has the photos of a filing that show text read, those that have not been read yet. */
export function wantReadings(filingId: string): Promise<number> {
  return want(OF_FILINGS, Prisma.sql`subject.id = ${filingId}::uuid`)
}

/** The same for the photos that were sent with a change. */
export function wantReadingsOfChange(changeId: string): Promise<number> {
  return want(OF_CHANGES, Prisma.sql`subject.id = ${changeId}::uuid`)
}

/**
 * Has those photos of open filings and waiting changes read that were not, or by an earlier way of reading: those from before
 * there was a reader, or a wish that was lost.
 * @returns how many
 */
export async function wantMissing(): Promise<number> {
  const filed = await want(OF_FILINGS, Prisma.sql`subject.status IN ('SUBMITTED', 'IN_REVIEW')`)
  return filed + (await want(OF_CHANGES, Prisma.sql`subject.status = 'SUBMITTED'`))
}

async function want(photos: Prisma.Sql, which: Prisma.Sql): Promise<number> {
  if (env().PLATE_READER === 'off') return 0
  return db().$executeRaw`
    INSERT INTO photo_reading ("photoId", "dueAt")
    SELECT DISTINCT p."photoId", ${new Date()}::timestamptz FROM ${photos}
    WHERE ${which} AND p.slot::text = ANY(${TEXT_SLOTS})
      AND NOT EXISTS (SELECT FROM photo_reading r WHERE r."photoId" = p."photoId"
        AND (r.version >= ${READER_VERSION} OR r."dueAt" IS NOT NULL OR r.fault IS NOT NULL))
    ON CONFLICT ("photoId") DO UPDATE SET "dueAt" = EXCLUDED."dueAt", tries = 0 WHERE photo_reading."dueAt" IS NULL`
}

/** Has a photo read, before those that nobody waits for; once read or given up it stays so. */
export async function wantAsked(photoId: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO photo_reading ("photoId", "dueAt", asked) VALUES (${photoId}::uuid, ${new Date()}, TRUE)
    ON CONFLICT ("photoId") DO UPDATE SET asked = TRUE
      WHERE photo_reading."dueAt" IS NOT NULL AND NOT photo_reading.asked`
}

/** An officer asks again: what failed on the photos of a filing is tried once more. */
export function wantAgain(tx: Pick<Tx, '$executeRaw'>, filingId: string): Promise<void> {
  return tryAgain(tx, Prisma.sql`SELECT "photoId" FROM filing_photo WHERE "filingId" = ${filingId}::uuid`)
}

/** The same for the photos of a change. */
export function wantAgainOfChange(tx: Pick<Tx, '$executeRaw'>, changeId: string): Promise<void> {
  return tryAgain(tx, Prisma.sql`SELECT "photoId" FROM change_photo WHERE "changeId" = ${changeId}::uuid`)
}

async function tryAgain(tx: Pick<Tx, '$executeRaw'>, photos: Prisma.Sql): Promise<void> {
  if (env().PLATE_READER === 'off') return
  await tx.$executeRaw`
    UPDATE photo_reading SET "dueAt" = ${new Date()}, tries = 0 WHERE "photoId" IN (${photos}) AND fault IS NOT NULL`
}
