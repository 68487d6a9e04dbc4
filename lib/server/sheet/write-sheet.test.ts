import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changesInSpreadsheet,
  isFormula,
  type SheetColumn,
  type TextCell,
  withoutControls,
} from './cell-text'
import { textTableValue, textValue } from './cell-value'
import { openSheet } from './read-sheet'
import { MAX_CELL, WEB_LIMITS } from './sheet'
import { bytesSource } from './source'
import { csvCell, csvOf } from './write-csv'
import { xlsxOf } from './write-xlsx'
import { ZipReader } from './zip/read-zip'

async function* inBundles(rows: readonly TextCell[][], size: number) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const whole = async (pieces: AsyncIterable<Buffer>) => Buffer.concat(await all(pieces))

const texts = (count: number): SheetColumn[] =>
  Array.from({ length: count }, (_, index) => ({ title: `列${index + 1}`, width: 12, kind: 'text' }))

async function readBack(bytes: Buffer) {
  const rows = await all((await openSheet(bytesSource(bytes), WEB_LIMITS)).rows)
  return rows.map(({ cells }) => cells)
}

/** Texts of users and attackers: signs, quotes, control characters, lone surrogates, markup. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(...'=+-@\t\r\n"\',;<>&_x0041_ 1２Ａ机ＤE=＋\ud83d\ude9c'),
    maxLength: 12,
  }),
  fc.constantFrom('=1+1', '@A1', '-2+3', '+86', '00123', '1E5', '1-2', 'MAR5', '_x000D_', ']]>', '\ud800'),
)

describe('a cell of a text table', () => {
  it('never begins with what a spreadsheet runs', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('text', 'day', 'time'), (text, kind) => {
        const cell = csvCell(text, kind as SheetColumn['kind']).replace(/^"/, '')
        expect(/^[=+@\t\r\n＝＋－＠]/.test(cell)).toBe(false)
        if (cell.startsWith('-')) expect(Number.isFinite(Number(cell))).toBe(true)
      }),
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+8613900000001', "'+8613900000001"],
    ['-2+3', "'-2+3"],
    ['-1-2', "'-1-2"],
    ['－1', "'－1"],
    ['-5', '-5'],
    ['-0.75', '-0.75'],
    ['162', '162'],
    ['SD-16', 'SD-16'],
    ['13912345678', '13912345678'],
    ['110105194912310021', '"110105194912310021\t"'],
    ['007', '"007\t"'],
    ['12E34567', '"12E34567\t"'],
    ['1-2', '"1-2\t"'],
    ['MAR5', '"MAR5\t"'],
    ['甲,乙"丙"', '"甲,乙""丙"""'],
    ['两\n行', '"两\n行"'],
    ['\u0001=1', "'=1"],
    ['\u3000=1', "'\u3000=1"],
  ])('%s as %s', (text, cell) => {
    expect(csvCell(text, 'text')).toBe(cell)
  })

  it('is a day or a time as it stands', () => {
    expect(csvCell('2026-11-24', 'day')).toBe('2026-11-24')
    expect(csvCell('2026-11-24 09:30:00', 'time')).toBe('2026-11-24 09:30:00')
    expect(csvCell(null, 'day')).toBe('')
  })

  it.each(['2026-11', '2026'])('of which only so much is known, %s, never becomes a whole day', (text) => {
    expect(
      [csvCell(text, 'day'), csvCell(text, 'time')].map((cell) => cell.replaceAll('"', '').trim()),
    ).toEqual([text, text])
    expect(changesInSpreadsheet(text) && csvCell(text, 'day') === text).toBe(false)
  })
})

/** The reader reports an unclosed quotation mark that swallowed lines, instead of guessing. */
const isDoubtful = (text: string) => text.startsWith('"') && text.includes('\n') && text.includes(',')

it('a text table is read back as it was, marked, with lines of Windows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 20 }), async (pairs) => {
      const rows = pairs.map(([left, right], index) => [`行${index}`, left, right])
      const bytes = await whole(csvOf(texts(3), inBundles(rows, 7)))
      expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
      expect(bytes.toString().split('\r\n')[0]).toBe('\ufeff列1,列2,列3')
      const asWritten = (raw: string) => {
        const text = withoutControls(raw)
        if (isFormula(text)) return `'${text}`
        return changesInSpreadsheet(text) ? `${text}\t` : text
      }
      const expected = rows.map((row) =>
        row.map((text) => textTableValue(Buffer.from(asWritten(text)).toString())),
      )
      fc.pre(!rows.flat().some((text) => isDoubtful(asWritten(text))))
      expect((await readBack(bytes)).slice(1)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
}, 60_000)

/** Characters invalid in XML are left out. */
function inXml(text: string) {
  const valid = text.replace(/(?![\t\r\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '')
  return valid === '' ? null : textValue(valid)
}

it('a workbook is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 20 }), async (pairs) => {
      const rows = pairs.map(([left, right], index) => [left, right, `行${index}`])
      const bytes = await whole(xlsxOf('试', texts(3), inBundles(rows, 7)))
      const read = (await readBack(bytes)).slice(1)
      expect(read.map((cells) => cells.map((cell) => (cell === '' ? null : cell)))).toEqual(
        rows.map((row) => row.map((text) => inXml(text) || null)),
      )
    }),
    { numRuns: 50 },
  )
}, 60_000)

describe('a workbook', () => {
  it('has days and times as Excel counts them, and what is none as text', async () => {
    const columns: SheetColumn[] = [
      { title: '日', width: 12, kind: 'day' },
      { title: '时', width: 20, kind: 'time' },
    ]
    const rows = [
      ['2026-11-24', '2026-11-24 23:59:59'],
      ['2015-02-30', '不详'],
      ['1899-12-31', null],
      ['2019-09', '2020-05'],
      ['2019', '2020-05-06'],
    ]
    const bytes = await whole(xlsxOf('日期', columns, inBundles(rows, 10)))
    const [, first, second, third, month, day] = await readBack(bytes)
    expect(first?.[0]).toEqual(new Date('2026-11-24T00:00:00Z'))
    const time = first?.[1]
    expect(time instanceof Date && Math.round(time.getTime() / 1000)).toBe(
      Date.parse('2026-11-24T23:59:59Z') / 1000,
    )
    expect(second).toEqual(['2015-02-30', '不详'])
    expect(third).toEqual(['1899-12-31'])
    expect(month).toEqual(['2019-09', '2020-05'])
    expect(day).toEqual(['2019', new Date('2020-05-06T00:00:00Z')])
  })

  it('goes on in a further sheet where one is full, each with its head', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => [`行${index}`])
    const bytes = await whole(xlsxOf('机械', texts(1), inBundles(rows, 10), 11))
    const zip = await ZipReader.open(bytesSource(bytes))
    const book = await zip.whole('xl/workbook.xml')
    expect([...book.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      '机械',
      '机械 2',
      '机械 3',
    ])
    const parts = await Promise.all([1, 2, 3].map((sheet) => zip.whole(`xl/worksheets/sheet${sheet}.xml`)))
    const column = parts.map((xml) => [...xml.matchAll(/<t>([^<]*)<\/t>/g)].map(([, text]) => text))
    expect(column.map((cells) => [cells[0], cells.length])).toEqual([
      ['列1', 11],
      ['列1', 11],
      ['列1', 6],
    ])
    expect(column.flatMap((cells) => cells.slice(1))).toEqual(rows.flat())
  })

  it('of no rows has its head', async () => {
    const bytes = await whole(xlsxOf('机械', texts(2), inBundles([], 1)))
    expect(await readBack(bytes)).toEqual([['列1', '列2']])
  })

  it('tells a failing source', async () => {
    async function* broken() {
      yield [['一', '二']]
      throw new RangeError('source')
    }
    await expect(whole(xlsxOf('机械', texts(2), broken()))).rejects.toThrow('source')
  })

  it('cuts what a cell cannot hold', async () => {
    const bytes = await whole(xlsxOf('机械', texts(1), inBundles([['长'.repeat(40_000)]], 1)))
    expect((await readBack(bytes))[1]?.[0]).toBe('长'.repeat(MAX_CELL))
  })
})
