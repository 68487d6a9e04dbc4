import { AppError } from '@/lib/core/app-error'
import { findHeading } from '@/lib/features/catalogue/rules/heading'
import { SheetRefused, WEB_LIMITS } from '@/lib/server/sheet/sheet'
import { type Allowance, openSheetApart } from '@/lib/server/sheet/sheet-process'
import { batchHeadings, isExplanation, isMendHeading, missingColumns } from '../rules/columns'
import { type BatchFacts, type ReadRow, readBatchRow } from '../rules/read-row'
import { MAX_BATCH_ROWS } from '../schema'

export type ReadTable = { rows: ReadRow[]; unknownColumns: string[] }

/** Less than for an officer's file: anybody may send one. */
const ALLOWED: Allowance = { heapMb: 192, mostMb: 512, answerMs: 20_000, wholeMs: 40_000 }
/** Tables read by this process at once, each by a process of its own. */
const AT_ONCE = 2
const RETRY_SECONDS = 5
let reading = 0

/**
 * Reads an uploaded table and judges each row; the table itself is read in a process apart.
 * @throws AppError INVALID with advice for a file that cannot be used as a whole; RATE_LIMITED while others are read
 */
export async function readTable(bytes: Buffer, facts: BatchFacts): Promise<ReadTable> {
  if (reading >= AT_ONCE)
    throw new AppError('RATE_LIMITED', {
      detail: `正在检查的表格较多，请 ${RETRY_SECONDS} 秒后再传`,
      retryAfterSeconds: RETRY_SECONDS,
    })
  reading += 1
  try {
    return await rowsOf(bytes, facts)
  } catch (error) {
    if (error instanceof SheetRefused) throw new AppError('INVALID', { detail: error.message, cause: error })
    throw error
  } finally {
    reading -= 1
  }
}

async function rowsOf(bytes: Buffer, facts: BatchFacts): Promise<ReadTable> {
  const sheet = await openSheetApart(bytes, WEB_LIMITS, ALLOWED)
  const found = await findHeading(sheet.rows, batchHeadings, sheet.name === null)
  if (!('heading' in found))
    throw new SheetRefused(
      found.fault ?? '前 10 行里没有找到列名（如“登记类型”“机械类别”），请下载模板，按模板填写后上传',
    )
  const { heading } = found
  const missing = missingColumns(heading.columns)
  if (missing.length > 0) {
    await found.rows.return(undefined)
    throw new SheetRefused(`缺少必填的列：${missing.join('、')}，请按模板补上后重新上传`)
  }
  const rows: ReadRow[] = []
  for await (const { line, cells } of found.rows) {
    if (isExplanation(cells) || heading.columns.every((field, place) => !field || isBlank(cells[place])))
      continue
    if (rows.length === MAX_BATCH_ROWS)
      throw new SheetRefused(`超过 ${MAX_BATCH_ROWS} 行，请拆成几个表格分别上传`)
    rows.push(readBatchRow(line, cells, heading.columns, facts))
  }
  if (rows.length === 0) throw new SheetRefused('列名下面没有填写机械，请每台机械填写一行')
  return { rows, unknownColumns: heading.unknown.filter((word) => !isMendHeading(word)) }
}

const isBlank = (cell: unknown) =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
