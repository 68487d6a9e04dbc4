import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { visibleToOfficer } from '../policy'
import type { Note } from '../schema/note'

/**
 * Adds an internal note, in any status the officer may see. The audit row records that it was written, not its text.
 * @throws AppError NOT_FOUND outside the area, and for drafts
 */
export function addNote(actor: StaffActor, { id, text }: { id: string; text: string }): Promise<Note> {
  return transact(async (tx) => {
    const filing = await tx.filing.findFirst({
      where: { id, ...visibleToOfficer(actor) },
      select: { districtCode: true },
    })
    if (!filing) throw new AppError('NOT_FOUND')
    const written = await tx.filingNote.create({ data: { filingId: id, staffId: actor.id, text } })
    await audit(tx, actor, {
      action: 'filing.note',
      subjectType: 'filing',
      subjectId: id,
      districtCode: filing.districtCode,
    })
    return { id: written.id, name: actor.name, at: written.writtenAt.toISOString(), text }
  })
}
