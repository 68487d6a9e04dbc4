import { posix } from 'node:path'
import { SheetRefused } from '../sheet.ts'
import type { ZipReader } from '../zip/read-zip'
import { type DateForm, dateFormats } from './date-formats.ts'
import { attributeOf, tagsOf } from './xml-text.ts'

export type Workbook = {
  /** Path of the sheet's part, and the sheet's name. */
  sheet: string
  name: string
  sharedStrings: string | null
  /** Cell formats that show a date, by index. */
  dates: ReadonlyMap<string, DateForm>
  is1904: boolean
}

type Relation = { id?: string; kind: string; part: string }

/**
 * Locates the parts of a workbook (ECMA-376, part 1, 12.3). The sheet is the first visible one in tab order, which
 * differs from the order of the parts' names.
 * @throws SheetRefused when it is not a workbook or has no visible sheet
 */
export async function readWorkbook(zip: ZipReader): Promise<Workbook> {
  const root = await relationsOf(zip, '')
  const book = root.find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (zip.sizeOf(book) === null) throw new SheetRefused('压缩文件里不是 Excel 工作簿')
  const xml = await zip.whole(book)
  const parts = await relationsOf(zip, book)
  const { sheet, name } = firstVisible(xml, parts)
  const styles = parts.find(({ kind }) => kind === 'styles')?.part
  return {
    sheet,
    name,
    sharedStrings: parts.find(({ kind }) => kind === 'sharedStrings')?.part ?? null,
    dates: styles === undefined ? new Map() : dateFormats(await zip.whole(styles)),
    is1904: tagsOf(xml, 'workbookPr').some((tag) => /^(1|true)$/.test(attributeOf(tag, 'date1904') ?? '')),
  }
}

/** Skips charts and macros, which have tabs too. */
function firstVisible(xml: string, parts: readonly Relation[]): { sheet: string; name: string } {
  const tabs = tagsOf(xml, 'sheet').flatMap((tag) => {
    const id = attributeOf(tag, 'r:id') ?? /\s[^\s:=]+:id=["']([^"']*)["']/.exec(tag)?.[1]
    const found = parts.find((part) => part.id === id && part.kind === 'worksheet')
    const isHidden = /^(very)?hidden$/i.test(attributeOf(tag, 'state') ?? '')
    return found ? [{ sheet: found.part, name: attributeOf(tag, 'name') ?? '', isHidden }] : []
  })
  const first = tabs.find(({ isHidden }) => !isHidden)
  if (first) return first
  throw new SheetRefused(
    tabs.length > 0 ? '工作簿里的工作表都是隐藏的，请取消隐藏后重试' : '工作簿里没有工作表',
  )
}

/** The relations of a part; transitional and strict workbooks use the same last word for a kind. */
async function relationsOf(zip: ZipReader, part: string): Promise<Relation[]> {
  const folder = part === '' ? '' : posix.dirname(part)
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  if (zip.sizeOf(file) === null) return []
  return tagsOf(await zip.whole(file), 'Relationship').map((tag) => {
    const target = decoded((attributeOf(tag, 'Target') ?? '').replaceAll('\\', '/'))
    return {
      id: attributeOf(tag, 'Id'),
      kind: attributeOf(tag, 'Type')?.split('/').at(-1) ?? '',
      part: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    }
  })
}

/** Targets are URIs: a blank may be %20. */
function decoded(target: string): string {
  try {
    return decodeURI(target)
  } catch {
    return target
  }
}
