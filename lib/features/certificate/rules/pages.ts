import { wrapText } from '@/lib/features/document/rules/text-width'

/** Which rows stand on which page of a certificate, by the sizes of lib/server/pdf (points). Errs on the side of less. */

/** A4 without margins and footer. */
export const PAGE = 740
const WIDTH = 515
const SIZE = 8.5
export const LINE_HEIGHT = 12.5
export const STEP_GAP = 3
export const HEADING = 26
const ROW_PADDING = 5
const CELL_PADDING = 9
const HEAD = 20

export const COLUMNS = [
  { head: '序号', width: 6 },
  { head: '环保登记号码', width: 15 },
  { head: '机械类别', width: 15 },
  { head: '品牌、型号', width: 19 },
  { head: '机械出厂编号', width: 18 },
  { head: '排放阶段', width: 13 },
  { head: '登记日期', width: 12 },
  { head: '登记状态', width: 13.5 },
] as const
const WHOLE = COLUMNS.reduce((sum, { width }) => sum + width, 0)

/** Lines of texts below each other in `width` points; of more than one, one more, since a code may be wrapped as a whole. */
export function textLines(texts: readonly string[], width: number): number {
  return texts.reduce((sum, text) => {
    const { length } = wrapText(text, width, SIZE)
    return sum + (length > 1 ? length + 1 : length)
  }, 0)
}

function heightOf(row: readonly string[]): number {
  const lines = COLUMNS.map(({ width }, at) =>
    textLines([row[at] ?? ''], (WIDTH * width) / WHOLE - CELL_PADDING),
  )
  return Math.max(1, ...lines) * LINE_HEIGHT + ROW_PADDING
}

/**
 * @param room points for the table: of the first page, of the others, and what follows the last row
 * @returns rows by page; a last page without rows where only the end stands on it
 */
export function packRows(
  rows: readonly string[][],
  { first, next, end }: { first: number; next: number; end: number },
): string[][][] {
  let page: string[][] = []
  const pages = [page]
  let left = first - HEAD
  for (const row of rows) {
    const height = heightOf(row)
    if (height > left && page.length > 0) {
      page = []
      pages.push(page)
      left = next - HEAD
    }
    page.push(row)
    left -= height
  }
  if (end > left) pages.push([])
  return pages
}
