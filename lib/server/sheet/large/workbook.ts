import { posix } from 'node:path'
import { SheetRefused } from '../sheet'
import { attributeOf } from './xml-text'
import type { ZipFile } from './zip-file'

export type Workbook = {
  /** The part that holds the first sheet. */
  sheet: string
  sharedStrings: string | null
  /** Formats of cells that show a date, by their number in the file. */
  dates: ReadonlySet<string>
  is1904: boolean
}

/** Where things are in a workbook, by its small parts (ECMA-376, part 1, 12.3). */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  if (zip.sizeOf('_rels/.rels') === null) throw new SheetRefused('压缩文件里不是 Excel 工作簿')
  const root = targetsOf(await zip.whole('_rels/.rels'), '')
  const book = root.find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml'
  const xml = await zip.whole(book)
  const folder = posix.dirname(book)
  const parts = targetsOf(await zip.whole(`${folder}/_rels/${posix.basename(book)}.rels`), folder)
  const first = tagsOf(xml, 'sheet')[0]
  const id = first && (attributeOf(first, 'r:id') ?? /\s\w+:id="([^"]*)"/.exec(first)?.[1])
  const sheet = parts.find((part) => part.id === id)?.part
  if (!sheet) throw new SheetRefused('工作簿里没有工作表')
  const styles = parts.find(({ kind }) => kind === 'styles')?.part
  return {
    sheet,
    sharedStrings: parts.find(({ kind }) => kind === 'sharedStrings')?.part ?? null,
    dates: styles === undefined ? new Set() : dateFormats(await zip.whole(styles)),
    is1904: /<(?:\w+:)?workbookPr\b[^>]*\sdate1904="(1|true)"/.test(xml),
  }
}

/** The tags of this name, whatever prefix the file gives its elements. */
function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? []
}

function targetsOf(xml: string, folder: string): { id?: string; kind: string; part: string }[] {
  return tagsOf(xml, 'Relationship').map((tag) => {
    const target = attributeOf(tag, 'Target') ?? ''
    return {
      id: attributeOf(tag, 'Id'),
      kind: attributeOf(tag, 'Type')?.split('/').at(-1) ?? '',
      part: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    }
  })
}

/** Numbers of formats that Excel has built in for days and times, also those of China and Japan (18.8.30). */
const BUILT_IN = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58)

function dateFormats(styles: string): Set<string> {
  const own = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [
      Number(attributeOf(tag, 'numFmtId')),
      // Without what is written out, and without colours and conditions.
      (attributeOf(tag, 'formatCode') ?? '').replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''),
    ]),
  )
  const cells = /<(?:\w+:)?cellXfs[\s>].*?<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[0] ?? ''
  const dates = new Set<string>()
  for (const [place, tag] of tagsOf(cells.replaceAll(/<((?:\w+:)?xf)\/?>/g, '<$1 >'), 'xf').entries()) {
    const format = Number(attributeOf(tag, 'numFmtId') ?? 0)
    const code = own.get(format)
    if (code === undefined ? BUILT_IN(format) : /[ymdhs]/i.test(code)) dates.add(String(place))
  }
  return dates
}
