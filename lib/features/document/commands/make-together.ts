import type { StaffActor } from '@/lib/core/actor'
import { mergePdfs } from '@/lib/server/pdf/merge'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { getPaperData, withPictures } from '../queries/paper-data'
import type { StoredPart } from '../queries/print-jobs'
import { paperOf } from '../rules/paper'
import type { DocumentName } from '../schema'
import { type CopyOf, nextCopyNumber } from './record-copy'

type Made = { copy: CopyOf; copyNumber: number; pdf: Buffer }

/**
 * Renders the papers of several machines as one PDF, by paper and then by machine: the cards, the strips and the sheets of
 * A4 go to printers of their own. Each bears the number that its copy would have now; none is recorded.
 * @param onProgress called with the number of papers made so far
 */
export async function makeTogether(
  actor: StaffActor,
  { filingIds, documents }: { filingIds: readonly string[]; documents: readonly DocumentName[] },
  onProgress: (done: number) => Promise<unknown> = async () => undefined,
): Promise<{ pdf: Buffer; parts: StoredPart[] }> {
  const made = new Map<DocumentName, Made[]>(documents.map((document) => [document, []]))
  let done = 0
  for (const filingId of filingIds) {
    const { data: plain, ...machine } = await getPaperData(actor, filingId)
    const data = documents.includes('collection-form') ? await withPictures(filingId, plain) : plain
    for (const document of documents) {
      const copy = { ...machine, registrationNumber: data.registrationNumber, document }
      const copyNumber = await nextCopyNumber(copy)
      const pdf = await renderPaper(paperOf(document, data, copyNumber))
      made.get(document)?.push({ copy, copyNumber, pdf })
      done += 1
    }
    await onProgress(done)
  }
  const inOrder = [...made.values()].flat()
  const { pdf, pageCounts } = await mergePdfs(inOrder.map((each) => each.pdf))
  return { pdf, parts: partsOf(inOrder, pageCounts) }
}

function partsOf(made: readonly Made[], pageCounts: readonly number[]): StoredPart[] {
  const parts: StoredPart[] = []
  let page = 1
  for (const [index, { copy, copyNumber }] of made.entries()) {
    const { document, ...of } = copy
    const to = page + (pageCounts[index] ?? 0) - 1
    const last = parts.at(-1)
    if (last?.document === document) {
      last.to = to
      last.unopened.push({ ...of, copyNumber })
    } else parts.push({ document, from: page, to, unopened: [{ ...of, copyNumber }] })
    page = to + 1
  }
  return parts
}
