import type { StaffActor } from '@/lib/core/actor'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { getPaperData, withPictures } from '../queries/paper-data'
import { paperOf } from '../rules/paper'
import type { DocumentName } from '../schema'
import { makeCopy } from './record-copy'

export type PrintedDocument = { pdf: Buffer; fileName: string; copyNumber: number }

/**
 * Renders one paper of a filing's machine as PDF; the numbered copy and its audit row are recorded before it is returned.
 * @throws AppError NOT_FOUND outside the actor's area, STATE_CONFLICT while there is no number yet
 */
export async function printDocument(
  actor: StaffActor,
  filingId: string,
  document: DocumentName,
): Promise<PrintedDocument> {
  const { data, ...machine } = await getPaperData(actor, filingId)
  const full = document === 'collection-form' ? await withPictures(filingId, data) : data
  const copy = { ...machine, registrationNumber: data.registrationNumber, document }
  return makeCopy(actor, copy, async (copyNumber) => {
    const paper = paperOf(document, full, copyNumber)
    return { pdf: await renderPaper(paper), fileName: `${paper.fileName}.pdf`, copyNumber }
  })
}

/**
 * Records a copy that the browser prints: the print view then shows the copy number.
 * @throws AppError as printDocument
 */
export async function recordBrowserCopy(
  actor: StaffActor,
  filingId: string,
  document: DocumentName,
): Promise<{ document: DocumentName; copyNumber: number }> {
  const { data, ...machine } = await getPaperData(actor, filingId)
  const copy = { ...machine, registrationNumber: data.registrationNumber, document }
  return makeCopy(actor, copy, async (copyNumber) => ({ document, copyNumber }))
}
