import { ZipWriter } from '@/lib/server/sheet/zip/write-zip'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A zip of these parts, in this order. */
export async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const [name, content] of Object.entries(parts))
    for await (const piece of zip.entry(name, [Buffer.from(content)])) pieces.push(piece)
  return Buffer.concat([...pieces, zip.end()])
}

type Tab = { xml: string; name?: string; state?: string }
type Book = {
  /** In the order of the workbook; as XML of rows, or of a whole sheet. */
  tabs: Tab[]
  strings?: string
  styles?: string
  /** Before and after the list of tabs. */
  before?: string
  parts?: Record<string, string | Buffer>
}

/** A workbook with hand-written parts, for files that our own writer does not produce. */
export function rawBook({ tabs, strings, styles, before = '', parts = {} }: Book): Promise<Buffer> {
  const list = tabs.map(
    ({ name = '表', state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="s${index + 1}"/>`,
  )
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`
  const relations = [
    ...tabs.map((_, index) => relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    strings === undefined ? '' : relation('t', 'sharedStrings', 'sharedStrings.xml'),
    styles === undefined ? '' : relation('f', 'styles', 'styles.xml'),
  ]
  return zipOf({
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('b', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles === undefined
      ? {}
      : { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...Object.fromEntries(
      tabs.map(({ xml }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        xml.includes('worksheet') ? xml : sheetOf(xml),
      ]),
    ),
    ...parts,
  })
}

/** A sheet with these rows, and XML after them. */
export function sheetOf(rows: string, after = ''): string {
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`
}

/** Rows of texts and numbers as XML; null: no cell. */
export function rowsOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const letters = (place: number): string =>
    place < 26
      ? String.fromCharCode(65 + place)
      : letters(Math.floor(place / 26) - 1) + String.fromCharCode(65 + (place % 26))
  return rows
    .map((cells, row) => {
      const xml = cells.map((cell, place) => {
        const at = `${letters(place)}${row + 1}`
        if (cell === null) return ''
        if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
        return cell.startsWith('<c')
          ? cell.replace('<c', `<c r="${at}"`)
          : `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`
      })
      return `<row r="${row + 1}">${xml.join('')}</row>`
    })
    .join('')
}
