/** `tsx scripts/bench/history-file.ts FILE.csv|FILE.ndjson|FILE.xlsx ROWS`: the register of history-rows.ts as a file. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { columnLetters } from '@/lib/server/sheet/xlsx-parts'
import { ZipWriter } from '@/lib/server/sheet/zip/write-zip'
import { PlainError, runMain, say } from '../lib/say'
import { HEADING, valuesOf } from './history-rows'

const BUNDLE = 1_000

function* bundles(rows: number): Generator<string[][]> {
  for (let n = 0; n < rows; n += BUNDLE)
    yield Array.from({ length: Math.min(BUNDLE, rows - n) }, (_, k) => valuesOf(n + k))
}

function* csv(rows: number): Generator<string> {
  yield `${HEADING.join(',')}\n`
  for (const bundle of bundles(rows)) yield `${bundle.map((values) => values.join(',')).join('\n')}\n`
}

function* ndjson(rows: number): Generator<string> {
  for (const bundle of bundles(rows)) yield `${bundle.map(objectOf).join('\n')}\n`
}

function objectOf(values: readonly string[]): string {
  const whole: Record<string, unknown> = {}
  HEADING.forEach((path, place) => {
    const [first = '', second] = path.split('.')
    if (second === undefined) whole[first] = values[place]
    else whole[first] = Object.assign(whole[first] ?? {}, { [second]: values[place] })
  })
  return JSON.stringify(whole)
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const LETTERS = HEADING.map((_, place) => columnLetters(place))

/** As Excel and WPS save it: every text stands among the shared ones, what recurs within a thousand rows once. */
async function* xlsx(rows: number): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  const small = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  }
  for (const [name, xml] of Object.entries(small)) yield* zip.entry(name, [Buffer.from(xml)])
  yield* zip.entry('xl/worksheets/sheet1.xml', sheet(rows))
  yield* zip.entry('xl/sharedStrings.xml', strings(rows))
  yield zip.end()
}

/** The texts of a bundle, each with its place among all of them. */
function* shared(rows: number): Generator<{ lines: string[][]; places: Map<string, number> }> {
  let next = 0
  const all = function* () {
    yield [[...HEADING]]
    yield* bundles(rows)
  }
  for (const lines of all()) {
    const places = new Map<string, number>()
    for (const text of lines.flat()) if (!places.has(text)) places.set(text, next++)
    yield { lines, places }
  }
}

function* sheet(rows: number): Generator<Buffer> {
  yield Buffer.from(`<worksheet ${MAIN}><sheetData>`)
  let row = 0
  for (const { lines, places } of shared(rows)) {
    let xml = ''
    for (const line of lines) {
      row += 1
      xml += `<row r="${row}" spans="1:${HEADING.length}">`
      for (const [place, text] of line.entries())
        if (text) xml += `<c r="${LETTERS[place]}${row}" t="s"><v>${places.get(text)}</v></c>`
      xml += '</row>'
    }
    yield Buffer.from(xml)
  }
  yield Buffer.from('</sheetData></worksheet>')
}

function* strings(rows: number): Generator<Buffer> {
  yield Buffer.from(`<sst ${MAIN}>`)
  for (const { places } of shared(rows))
    yield Buffer.from([...places.keys()].map((text) => `<si><t>${text}</t></si>`).join(''))
  yield Buffer.from('</sst>')
}

const WRITERS = { csv, ndjson, xlsx }

export async function writeHistoryFile(
  file: string,
  kind: keyof typeof WRITERS,
  rows: number,
): Promise<void> {
  await pipeline(Readable.from(WRITERS[kind](rows)), createWriteStream(file))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const [file, rows] = process.argv.slice(2)
    const kind = (['csv', 'ndjson', 'xlsx'] as const).find((name) => file?.endsWith(`.${name}`))
    if (!file || !kind || !rows) throw new PlainError('文件和行数')
    await writeHistoryFile(file, kind, Number(rows))
    say(`${file}: ${rows}`)
    return 0
  })
}
