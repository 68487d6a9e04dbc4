import type { Tx } from '@/lib/server/database/db'
import type { PictureLook } from '@/lib/server/files/picture-look'
import { Prisma } from '@/prisma/client'

/**
 * Stores what was seen in a file, once for each content; it is compared with the others soon after. A file that could not
 * be read before is repaired by a copy of it that can.
 * @param uploadedAt the newest are compared first: a backlog that is looked at now must not stand before fresh uploads
 */
export async function keepLook(
  tx: Pick<Tx, '$executeRaw'>,
  sha256: string,
  look: PictureLook,
  uploadedAt: Date,
): Promise<void> {
  const { marks, sharpness, brightness, shadows, highlights, contrast } = look
  const columns = Prisma.raw('marks, sharpness, brightness, shadows, highlights, contrast')
  await tx.$executeRaw`
    INSERT INTO photo_look (sha256, ${columns}, "compareDueAt")
    VALUES (${sha256}, ${marks}::int[], ${sharpness}::real, ${brightness}::real, ${shadows}::real, ${highlights}::real,
      ${contrast}::real, ${uploadedAt})
    ON CONFLICT (sha256) DO UPDATE SET (${columns}) = ROW (EXCLUDED.marks, EXCLUDED.sharpness, EXCLUDED.brightness,
      EXCLUDED.shadows, EXCLUDED.highlights, EXCLUDED.contrast), unreadable = false,
      "compareDueAt" = EXCLUDED."compareDueAt", "compareTries" = 0
    WHERE photo_look.unreadable`
}

/** Records that a file could not be read: it is neither judged nor compared. */
export async function keepUnreadable(tx: Pick<Tx, '$executeRaw'>, sha256: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO photo_look (sha256, unreadable, marks, "compareDueAt", comparison)
    VALUES (${sha256}, true, '{}', NULL, 'FAILED') ON CONFLICT (sha256) DO NOTHING`
}

/** Removes what was seen in files of which no photo is left. */
export async function dropLooks(tx: Pick<Tx, '$executeRaw'>, hashes: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM photo_look l WHERE l.sha256 = ANY(${hashes}::text[]::char(64)[])
      AND NOT EXISTS (SELECT FROM photo p WHERE p.sha256 = l.sha256)`
}
