import { filingContent } from '@/lib/features/content/schema/content'
import type { Tx } from '@/lib/server/database/db'
import type { ChangeFacts } from '../rules/facts'
import { applyValues } from '../rules/values'
import { valuesOf } from './names'

/**
 * A change that waits, for its inspection.
 * @returns null in any other status: what is decided stays as the officer saw it
 */
export async function findChangeFacts(reader: Pick<Tx, 'change'>, id: string): Promise<ChangeFacts | null> {
  const row = await reader.change.findFirst({
    where: { id, status: 'SUBMITTED' },
    select: {
      type: true,
      submittedAt: true,
      before: true,
      after: true,
      districtCode: true,
      machine: { select: { content: true, version: true, emissionStage: true } },
      photos: {
        select: {
          slot: true,
          photo: { select: { id: true, createdAt: true, takenAt: true, latitude: true, longitude: true } },
        },
        orderBy: { slot: 'asc' },
      },
    },
  })
  if (!row) return null
  const after = valuesOf(row.after)
  const { content, version, emissionStage } = row.machine
  return {
    changeId: id,
    type: row.type,
    submittedAt: row.submittedAt,
    before: valuesOf(row.before),
    after,
    content: applyValues(filingContent.parse(content), after),
    machineVersion: version,
    emissionStage,
    districtCode: row.districtCode,
    photos: row.photos.map(({ slot, photo: { id: photoId, createdAt, ...photo } }) => ({
      ...photo,
      slot,
      photoId,
      uploadedAt: createdAt,
    })),
  }
}
