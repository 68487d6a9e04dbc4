import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { TextCell } from '../cell-text'
import { readXlsx } from '../read-xlsx'
import type { Cell, SheetRow } from '../sheet'
import { xlsxOf } from '../write-xlsx'
import { openXlsxFile } from './read-xlsx-file'
import { StringStore } from './string-store'
import { elementsOf, stringItem, textOf } from './xml-text'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-xlsx-'))
Object.assign(process.env, {
  DATA_DIR: dir,
  DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  SECRET_KEY: 'k'.repeat(32),
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

async function read(bytes: Uint8Array): Promise<SheetRow[]> {
  const file = path.join(dir, 'book.xlsx')
  writeFileSync(file, bytes)
  return all((await openXlsxFile(file)).rows)
}

/** Empty cells at the end and empty rows are nobody's business. */
const trimmed = (rows: { line: number; cells: Cell[] }[]) =>
  rows
    .map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== '') + 1),
    }))
    .filter(({ cells }) => cells.length > 0)

describe('a workbook read from the disk', () => {
  it('holds what the reader of uploads finds: shared and rich texts, dates, formulas, gaps', async () => {
    const { default: exceljs } = await import('exceljs')
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('一')
    sheet.addRow(['号码', '日期', 'a & b < c > "d"', '号码', true, 12.5])
    sheet.addRow([null, new Date('2019-04-18T00:00:00Z'), null, ' 两边 ', false, -3])
    sheet.getRow(2).getCell(2).numFmt = 'yyyy"年"m"月"d"日"'
    sheet.getCell('B5').value = { formula: '1+1', result: 2 }
    sheet.getCell('C5').value = { richText: [{ text: '粗', font: { bold: true } }, { text: '细\n行' }] }
    sheet.getCell('AB5').value = { error: '#N/A' }
    sheet.getCell('C6').value = { formula: 'A1', result: '文字' }
    sheet.getCell('A6').value = 43573
    sheet.getCell('A6').numFmt = '0.00'
    book.addWorksheet('二').addRow(['别处'])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    const found = await read(bytes)
    expect(trimmed(found)).toEqual(trimmed(await all(readXlsx(bytes))))
    expect(found[1]?.cells[1]).toEqual(new Date('2019-04-18T00:00:00Z'))
  })

  it('reads any text that our own writer writes, as the reader of uploads does', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(...'<>&"\'_x0041_ 机\n\ud83d\ude9c]'), maxLength: 12 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        async (rows) => {
          const bundle = async function* () {
            yield rows as TextCell[][]
          }
          const columns = ['a', 'b', 'c'].map((title) => ({ title, width: 9, kind: 'text' as const }))
          const bytes = Buffer.concat(await all(xlsxOf('甲', columns, bundle())))
          expect(trimmed(await read(bytes))).toEqual(trimmed(await all(readXlsx(bytes))))
        },
      ),
      { numRuns: 20 },
    )
  }, 60_000)

  it('tells what is no workbook', async () => {
    await expect(read(Buffer.from('PK\u0003\u0004 cut off'))).rejects.toThrow('损坏')
    const good = Buffer.concat(await all(xlsxOf('甲', [], (async function* () {})())))
    await expect(read(good.subarray(0, good.length - 40))).rejects.toThrow('损坏')
  })
})

describe('pieces of XML', () => {
  it('gives the same elements however the text is cut', async () => {
    const xml =
      '<sst><si><t>一</t></si><si/><rows/><si><r><t>a</t></r><rPh><t>x</t></rPh><r><t xml:space="preserve"> b</t></r></si></sst>'
    for (let size = 1; size < 12; size += 1) {
      const pieces = (async function* () {
        for (let at = 0; at < xml.length; at += size) yield xml.slice(at, at + size)
      })()
      const items = (await all(elementsOf(pieces, 'si'))).flat()
      expect(items.map((item) => stringItem(item, ''))).toEqual(['一', '', 'a b'])
    }
  })

  it('knows the signs written otherwise', () => {
    expect(textOf('&lt;&#x673a;&#26800;_x000D_&nbsp;&amp;lt;')).toBe('<机械\r&nbsp;&lt;')
  })
})

describe('the texts of a workbook', () => {
  it('are found again, also across blocks and after more blocks than are held', () => {
    const store = new StringStore(path.join(dir, 'strings'))
    const textAt = (index: number) => `${'字'.repeat(index % 50)}${index}`
    const count = 400_000
    for (let index = 0; index < count; index += 1) store.add(textAt(index))
    store.flush()
    for (const index of [0, 1, 49, 873, 200_000, count - 1, 3, 399_000, 1])
      expect(store.at(index)).toBe(textAt(index))
    for (let index = 0; index < count; index += 1)
      if (store.at(index) !== textAt(index)) throw new Error(`${index}`)
    expect(store.at(count)).toBeNull()
    store.close()
  })
})
