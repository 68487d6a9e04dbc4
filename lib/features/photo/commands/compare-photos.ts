import { z } from 'zod'
import { db, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { ThreadError } from '@/lib/server/files/thread'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import type { FoundLikeness } from '../queries/likenesses'
import type { Comparison } from '../rules/likeness'

/** Files taken at once. */
const BATCH = 4
/** After so many tries, the last four hours after the first, the comparison counts as failed. */
const TRIES = 5

const dueLook = z.object({ sha256: z.string(), compareTries: z.int() })

/**
 * Compares files with all others: candidates by the index over their marks, then a second look at each. Taken for some
 * minutes like looks (look-at-photos.ts). Two files that are compared at the same moment both see each other, since looks
 * are stored before. Derived data: no audit row.
 * The newest first: an officer waits for fresh uploads, nobody for a backlog.
 * @returns number of files taken
 */
export async function comparePhotos(): Promise<number> {
  const taken = await rowsOf(db(), dueLook)`
    UPDATE photo_look l SET "compareTries" = l."compareTries" + 1,
      "compareDueAt" = now() + interval '1 minute' * power(4, l."compareTries")
    FROM (SELECT sha256 FROM photo_look WHERE "compareDueAt" <= now() ORDER BY "compareDueAt" DESC LIMIT ${BATCH}
      FOR NO KEY UPDATE SKIP LOCKED) due
    WHERE l.sha256 = due.sha256
    RETURNING l.sha256::text AS sha256, l."compareTries"::int AS "compareTries"`
  if (taken.length === 0) return 0
  // Loads the image library when it is needed, not at start.
  const { findLikenesses } = await import('../queries/likenesses')
  for (const { sha256, compareTries } of taken) {
    try {
      const { comparison, likenesses } = await findLikenesses(sha256)
      // What was found stands; what could not be read is tried again.
      const again = comparison === 'FAILED' && compareTries < TRIES
      await keepComparison(sha256, again ? null : comparison, likenesses)
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error
      // It says nothing of the file: no try is counted.
      log().warn({ sha256, error: errorFacts(error) }, 'photo not compared')
      await db().photoLook.updateMany({ where: { sha256 }, data: { compareTries: { decrement: 1 } } })
    }
  }
  return taken.length
}

/** @param comparison null: to be tried again */
async function keepComparison(
  sha256: string,
  comparison: Comparison | null,
  likenesses: readonly FoundLikeness[],
): Promise<void> {
  await transact(async (tx) => {
    const rows = likenesses.flatMap(({ otherSha256, ...found }) => [
      { sha256, otherSha256, ...found },
      { sha256: otherSha256, otherSha256: sha256, ...found },
    ])
    // In one order everywhere: two servers that found the same pair wait for each other instead of blocking each other.
    rows.sort((one, two) => (one.sha256 + one.otherSha256 < two.sha256 + two.otherSha256 ? -1 : 1))
    await tx.$executeRaw`
      INSERT INTO photo_likeness (sha256, "otherSha256", share, worst, detail, mirrored)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        r (sha256 text, "otherSha256" text, share real, worst real, detail real, mirrored boolean)
      ON CONFLICT (sha256, "otherSha256") DO UPDATE SET (share, worst, detail, mirrored)
        = ROW (EXCLUDED.share, EXCLUDED.worst, EXCLUDED.detail, EXCLUDED.mirrored)`
    if (comparison)
      await tx.photoLook.updateMany({ where: { sha256 }, data: { comparison, compareDueAt: null } })
  })
}
