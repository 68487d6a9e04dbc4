import type { StaffActor } from '@/lib/core/actor'
import type { Finding } from '@/lib/core/finding'
import type { DeskCheck } from '@/lib/features/inspection/schema'
import { photoFindings } from '@/lib/features/photo/queries/findings'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'

/** Of the findings of lib/features/photo/rules/findings.ts: raised with every change of what they find. */
const VERSION = 3

/**
 * The checks of the photos' content. Read with the desk, like the search for duplicates: each later photo changes the
 * answer. What nobody has looked at or compared yet is NOT_CHECKED.
 */
export async function photoChecks(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  filingId: string,
  photos: readonly PhotoInSlot[],
): Promise<DeskCheck[]> {
  const found = await photoFindings(reader, { filingId, photos, actorArea: actor.area })
  return [
    ...found.SAME_PHOTO_CONTENT.map((finding) => shown('SAME_PHOTO_CONTENT', finding)),
    ...found.PHOTO_REPEATED.map((finding) => shown('PHOTO_REPEATED', finding)),
    ...found.PHOTO_QUALITY.map((finding) => shown('PHOTO_QUALITY', finding)),
  ]
}

const shown = (code: DeskCheck['code'], { result, text, paths, filingIds }: Finding): DeskCheck => ({
  code,
  level: result === 'CLEAR' ? 'OK' : 'WARN',
  result,
  text,
  paths,
  filingIds,
  version: VERSION,
})
