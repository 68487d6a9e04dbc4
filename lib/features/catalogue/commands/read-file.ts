import type { FieldInfo } from '@/lib/features/content/schema/fields'
import { storage } from '@/lib/server/files/storage'
import { SheetRefused, type SheetRow, WEB_LIMITS } from '@/lib/server/sheet/sheet'
import { openSheetApart } from '@/lib/server/sheet/sheet-process'
import { catalogueHeadings } from '../rules/columns'
import { findHeading, type HeadedRows } from '../rules/heading'

/**
 * Opens a stored file, finds its heading and yields the rows below it.
 * @throws SheetRefused without a known heading or with a column twice; while reading, for an unreadable file
 */
export async function readFile(storageKey: string): Promise<HeadedRows<FieldInfo, SheetRow>> {
  const bytes = await (await storage()).get(storageKey)
  const { rows, name } = await openSheetApart(bytes, WEB_LIMITS)
  const found = await findHeading(rows, catalogueHeadings, name === null)
  if ('heading' in found) return found
  const where = name === null ? '' : `工作表“${name}”的`
  throw new SheetRefused(
    found.fault ?? `${where}前 10 行里没有找到列名（如“机械环保代码”“机械型号”），请对照模板检查后重新上传`,
  )
}

/** The rows in batches of `size`: one query and one progress update each. */
export async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
