import { z } from 'zod'
import { showsText } from '@/lib/features/photo/rules/quality'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import { type PhotoReading, readLine, UNREAD_REASONS, type UnreadPhoto } from '../schema'

const row = z.object({
  photoId: z.uuid(),
  version: z.int(),
  fault: z.string().nullable(),
  lines: z.array(readLine),
  due: z.boolean(),
})

/** Due before or after: the server that should read is down, has many before it, or tries again later. */
const WAIT_SECONDS = 60

const reason = z.enum(UNREAD_REASONS)

/** What was read on those of the photos that show text, and which of them were not read, with the reason. */
export async function findReadings(
  reader: Pick<Tx, '$queryRaw'>,
  photos: readonly PhotoInSlot[],
): Promise<{ readings: PhotoReading[]; unread: UnreadPhoto[] }> {
  const wanted = photos.filter(({ slot }) => showsText(slot))
  const ids = wanted.map(({ photoId }) => photoId)
  const [from, to] = [-1, 1].map((sign) => new Date(Date.now() + sign * WAIT_SECONDS * 1000))
  const rows =
    ids.length === 0
      ? []
      : await rowsOf(reader, row)`
          SELECT "photoId", version::int AS version, fault, lines, coalesce("dueAt" BETWEEN ${from} AND ${to}, FALSE) AS due
          FROM photo_reading WHERE "photoId" = ANY(${ids}::uuid[])`
  const byId = new Map(rows.map((found) => [found.photoId, found]))
  const off = env().PLATE_READER === 'off'
  const readings: PhotoReading[] = []
  const unread: UnreadPhoto[] = []
  for (const { slot, photoId } of wanted) {
    const found = byId.get(photoId)
    if (found && found.version > 0) readings.push({ photoId, slot, lines: found.lines })
    else {
      const fault = reason.safeParse(found?.fault).data
      unread.push({
        photoId,
        slot,
        reason: off ? 'OFF' : (fault ?? 'WAITING'),
        due: !off && (found?.due ?? false),
      })
    }
  }
  return { readings, unread }
}
