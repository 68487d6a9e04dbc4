import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { filingContent } from '@/lib/features/content/schema/content'
import { auditSubject, lockOwnFiling } from '@/lib/features/filing/commands/owner-change'
import { addPhoto } from '@/lib/features/photo/commands/add-photo'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { getAssisted } from '../queries/assisted'
import { statementData } from '../queries/paper-data'
import { contentHash, newestStatement } from '../queries/statement'
import { statementPaper } from '../rules/statement-paper'
import type { AssistedFiling } from '../schema'
import { requireSigned } from './submit'

/**
 * The statement as PDF, of what is entered now. That it was printed, and of which content, is recorded before it is
 * returned; the signed paper must be of that print.
 * @throws AppError NOT_FOUND outside the area; STATE_CONFLICT once it is submitted
 */
export async function printStatement(
  actor: StaffActor,
  id: string,
): Promise<{ pdf: Buffer; fileName: string }> {
  const { data, content } = await statementData(actor, id)
  const paper = statementPaper(data)
  const pdf = await renderPaper(paper)
  await transact(async (tx) => {
    const filing = await lockOwnFiling(tx, actor, id, 'submit')
    const hash = contentHash(content)
    if (contentHash(filing.content) !== hash)
      throw new AppError('VERSION_CONFLICT', { detail: '打印时登记内容有改动，请重新打印' })
    const printedAt = new Date()
    await tx.assistedStatement.create({
      data: { filingId: id, contentHash: hash, printedById: actor.id, printedAt },
    })
    const subject = auditSubject(id, filingContent.parse(filing.content))
    await audit(tx, actor, { action: 'filing.print-statement', ...subject })
  })
  return { pdf, fileName: `${paper.fileName}.pdf` }
}

/**
 * Keeps the photo of the signed statement with its print.
 * @param upload the file's bytes as sent
 * @throws AppError NOT_FOUND, STATE_CONFLICT; INVALID where nothing was printed, or something else than what is entered
 *   now; those of addPhoto
 */
export async function attachStatement(
  actor: StaffActor,
  id: string,
  upload: Buffer,
): Promise<AssistedFiling> {
  const { filing } = await getAssisted(actor, id)
  const photo = await addPhoto(actor, upload, filing.filerId)
  await transact(async (tx) => {
    const locked = await lockOwnFiling(tx, actor, id, 'submit')
    const newest = await newestStatement(tx, id)
    const fault = requireSigned(newest && { ...newest, photoId: photo.id }, locked.content)
    if (fault) throw fieldError('statement', fault, 'STATEMENT_NOT_PRINTED')
    await tx.assistedStatement.update({
      where: { id: newest?.id },
      data: { photoId: photo.id, attachedById: actor.id, attachedAt: new Date() },
    })
    const subject = auditSubject(id, filingContent.parse(locked.content))
    await audit(tx, actor, { action: 'filing.attach-statement', ...subject })
  })
  return getAssisted(actor, id)
}
