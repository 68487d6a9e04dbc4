import { readSheet } from '@/lib/server/sheet/read-sheet'
import { SheetRefused, type SheetRow } from '@/lib/server/sheet/sheet'
import { storage } from '@/lib/server/storage'
import { type Heading, readHeading } from '../rules/columns'

/** A title or a note may stand above the heading. */
const HEADING_WITHIN = 10

export type ReadFile = { heading: Heading; rows: AsyncIterable<SheetRow> }

/**
 * Opens a stored file: finds its heading, gives the rows below it one after another.
 * @throws SheetRefused when there is no heading of ours or a column stands there twice; while reading, for what is unreadable
 */
export async function readFile(storageKey: string): Promise<ReadFile> {
  const bytes = await (await storage()).get(storageKey)
  const rows = readSheet(bytes)
  for (let tried = 0; tried < HEADING_WITHIN; tried += 1) {
    const next = await rows.next()
    if (next.done) break
    const heading = readHeading(next.value.cells)
    if (!heading) continue
    if (heading.doubled.length > 0) {
      throw new SheetRefused(`列名重复：${heading.doubled.join('、')}。请保留其中一列后重新上传`)
    }
    return { heading, rows }
  }
  // Ends the reading of what is left.
  await rows.return(undefined)
  throw new SheetRefused('前 10 行里没有找到列名（如“机械环保代码”“机械型号”），请对照模板检查后重新上传')
}

/** The rows in bundles: one look into the database and one progress for each. */
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
