import { z } from 'zod'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { type PhotoInSlot, type QualityFigures, qualityFigures } from '../schema'

/** SQL over `photo x` and its `photo_look l`: the figures as JSON; null while nobody has looked, or if it is unreadable. */
export const FIGURES = Prisma.sql`CASE WHEN NOT l.unreadable THEN json_build_object('width', x.width, 'height', x.height,
  'sharpness', l.sharpness, 'shadows', l.shadows, 'highlights', l.highlights, 'contrast', l.contrast,
  'textLevel', l."textLevel") END`

const row = z.object({ id: z.uuid(), look: qualityFigures.nullable() })

/** The photos with the figures of their quality. */
export async function withFigures(
  reader: Pick<Tx, '$queryRaw'>,
  photos: readonly PhotoInSlot[],
): Promise<(PhotoInSlot & { look: QualityFigures | null })[]> {
  const ids = photos.map(({ photoId }) => photoId)
  const rows = await rowsOf(reader, row)`SELECT x.id, ${FIGURES} AS look
    FROM photo x LEFT JOIN photo_look l ON l.sha256 = x.sha256 WHERE x.id = ANY(${ids}::uuid[])`
  const byId = new Map(rows.map(({ id, look }) => [id, look]))
  return photos.map((photo) => ({ ...photo, look: byId.get(photo.photoId) ?? null }))
}
