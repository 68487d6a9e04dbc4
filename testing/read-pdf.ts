import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type PdfText = { text: string; left: number; right: number; bottom: number; top: number }
export type PdfPage = { width: number; height: number; texts: PdfText[]; all: string }

/** The pages of a PDF with their texts, in points from the lower left corner; `all` is joined without blanks. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const file = await loading.promise
  const pages: PdfPage[] = []
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const texts = items.flatMap((item) => {
      if (!('str' in item) || item.str === '') return []
      const [, , , , left, bottom] = item.transform
      return [{ text: item.str, left, right: left + item.width, bottom, top: bottom + item.height }]
    })
    pages.push({ width, height, texts, all: texts.map(({ text }) => text.replaceAll(/\s/g, '')).join('') })
  }
  await loading.destroy()
  return pages
}
