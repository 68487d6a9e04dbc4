import { showsText } from '@/lib/features/photo/rules/quality'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import { db, type Tx } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { Prisma } from '@/prisma/client'
import { READER_VERSION } from '../schema'

const TEXT_SLOTS = PHOTO_SLOT_CODES.filter(showsText)

/** Has the photos of a filing that show text read, those that have not been read yet. */
export function wantReadings(filingId: string): Promise<number> {
  return want(Prisma.sql`f.id = ${filingId}::uuid`)
}

/**
 * Has those photos of open filings read that were not, or by an earlier way of reading: filings from before there was a
 * reader, or a wish that was lost.
 * @returns how many
 */
export function wantMissing(): Promise<number> {
  return want(Prisma.sql`f.status IN ('SUBMITTED', 'IN_REVIEW')`)
}

async function want(which: Prisma.Sql): Promise<number> {
  if (env().PLATE_READER === 'off') return 0
  return db().$executeRaw`
    INSERT INTO photo_reading ("photoId", "dueAt")
    SELECT DISTINCT p."photoId", ${new Date()}::timestamptz FROM filing f JOIN filing_photo p ON p."filingId" = f.id
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

/** An officer asks again: what failed is tried once more. */
export async function wantAgain(tx: Pick<Tx, '$executeRaw'>, filingId: string): Promise<void> {
  if (env().PLATE_READER === 'off') return
  await tx.$executeRaw`
    UPDATE photo_reading r SET "dueAt" = ${new Date()}, tries = 0 FROM filing_photo p
    WHERE p."filingId" = ${filingId}::uuid AND p."photoId" = r."photoId" AND r.fault IS NOT NULL`
}
