import type { SheetColumn } from './cell-text'

/** Indexes into cellXfs of styles.xml below. */
export const STYLES = { number: 0, text: 1, head: 2, day: 3, time: 4, quoted: 5 } as const

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A, B, … Z, AA: the letters of a column by its index, from 0. */
export function columnLetters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : columnLetters(Math.floor(place / 26) - 1) + last
}

/** Excel's limit; with a longer text it reports a corrupt workbook. */
const LONGEST = 32_767
const SPECIAL = /[&<>\p{Cc}\p{Cs}\ufffe\uffff]|_x|^\s|\s$/u

/** A text cell with the text unchanged; never a formula. */
export function textCell(at: string, text: string, style: number): string {
  const plain = text.length <= LONGEST && !SPECIAL.test(text)
  const inner = plain ? `<t>${text}</t>` : `<t xml:space="preserve">${escaped(text)}</t>`
  return `<c r="${at}" s="${style}" t="inlineStr"><is>${inner}</is></c>`
}

/** Escapes text for XML 1.0 and removes invalid characters; a literal `_x0041_` is preserved (ECMA-376, ST_Xstring). */
function escaped(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replace(/_x(?=[0-9a-f]{4}_)/gi, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** The XML before the first row: frozen heading, and column styles for cells typed below. */
export function sheetHead(columns: readonly SheetColumn[]): string {
  const cols = columns.map(
    ({ width, kind }, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${width}" style="${STYLES[kind]}" customWidth="1"/>`,
  )
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`
}

/** @param range of the rows including the heading, for the filter buttons */
export function sheetTail(range: string): string {
  return `</sheetData><autoFilter ref="${range}"/></worksheet>`
}

/** The other parts of a workbook, by path. */
export function workbookParts(sheetNames: readonly string[]): [path: string, xml: string][] {
  const sheets = sheetNames.map((name, index) => ({ name, id: index + 1 }))
  return [
    ['xl/workbook.xml', workbook(sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
    ['xl/styles.xml', STYLE_SHEET],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['[Content_Types].xml', contentTypes(sheets)],
  ]
}

type Sheet = { name: string; id: number }

function workbook(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ name, id }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`,
  )
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`
}

function workbookRelations(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ id }) => `<Relationship Id="rId${id}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
  )
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`
  return `${XML}<Relationships xmlns="${RELATIONS}">${list.join('')}${styles}</Relationships>`
}

function contentTypes(sheets: readonly Sheet[]): string {
  const list = sheets.map(
    ({ id }) =>
      `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
  )
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>${list.join('')}</Types>`
}

/** Format 49 is text; quotePrefix is the apostrophe that Excel hides. */
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf fontId="1" numFmtId="49" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`
