/**
 * Several PDFs as one, in their order.
 * @returns the PDF and the number of pages of each part
 */
export async function mergePdfs(parts: readonly Buffer[]): Promise<{ pdf: Buffer; pageCounts: number[] }> {
  // 2 MB of code that only a print job needs.
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const merged = await PDFDocument.create()
  const pageCounts: number[] = []
  for (const part of parts) {
    const source = await PDFDocument.load(part)
    const pages = await merged.copyPages(source, source.getPageIndices())
    for (const page of pages) merged.addPage(page)
    pageCounts.push(pages.length)
  }
  return { pdf: Buffer.from(await merged.save()), pageCounts }
}
