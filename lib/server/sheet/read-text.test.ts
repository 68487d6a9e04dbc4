import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSheet } from './read-sheet'
import { type SheetLimits, type SheetRow, WEB_LIMITS } from './sheet'
import { bytesSource } from './source'

async function rowsOf(bytes: Buffer, limits: SheetLimits = WEB_LIMITS): Promise<SheetRow[]> {
  const rows = []
  for await (const row of (await openSheet(bytesSource(bytes), limits)).rows) rows.push(row)
  return rows
}
const cellsOf = async (content: string | Buffer) =>
  (await rowsOf(Buffer.from(content))).map(({ cells }) => cells)
const fault = (words: string) => ({ fault: expect.stringContaining(words), text: expect.anything() })

describe('a text table', () => {
  const cells = [
    { line: 1, cells: ['型号', '厂'] },
    { line: 3, cells: ['SD16', '山 推'] },
    { line: 5, cells: ['SD22', ''] },
  ]
  const text = '型号,厂\r\n\r\nSD16,"山\r\n推"\r\nSD22,\r\n'
  const wide = (content: string) => Buffer.from(content, 'utf16le')

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['lines of Unix', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['lines of the old Macintosh', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['UTF-16 with its mark, tabs', wide(`\ufeff${text.replaceAll(',', '\t')}`)],
    ['UTF-16 without a mark', wide(text)],
    ['UTF-16, big end first', wide(`\ufeff${text}`).swap16()],
    ['UTF-16, big end first, without a mark', wide(text).swap16()],
  ])('in %s', async (_, bytes) => expect(await rowsOf(bytes)).toEqual(cells))

  it('in GB18030, also where most is ASCII', async () => {
    const gb = 'd0cdbac52cb3a70a'
    expect(await rowsOf(Buffer.from(gb, 'hex'))).toEqual([{ line: 1, cells: ['型号', '厂'] }])
    const ascii = Buffer.concat([Buffer.from('a,b\n'.repeat(50_000)), Buffer.from(gb, 'hex')])
    expect((await rowsOf(ascii)).at(-1)?.cells).toEqual(['型号', '厂'])
  })

  it('refuses a cell with a wrong byte or a control character, and no other', async () => {
    for (const wrong of [[0xff], [0xe5, 0x8e], [7], [0]]) {
      const bytes = Buffer.concat([
        Buffer.from('型号,厂\nSD'),
        Buffer.from(wrong),
        Buffer.from('16,山推\nSD22,山推\n'),
      ])
      expect((await rowsOf(bytes)).map((row) => row.cells)).toEqual([
        ['型号', '厂'],
        [fault('无法识别'), '山推'],
        ['SD22', '山推'],
      ])
    }
    const gb = Buffer.from('d0cdbac52cb3a70a53ff2cc9bd0aC9bd2cC9bd0a', 'hex')
    expect(await rowsOf(gb)).toMatchObject([
      { line: 1, cells: ['型号', '厂'] },
      { line: 2, cells: [fault('无法识别'), '山'] },
      { line: 3, cells: ['山', '山'] },
    ])
    const bell = readFileSync(path.join('testing/cases', 'I15-bell.csv'))
    expect((await rowsOf(bell)).map((row) => row.cells[2])).toEqual(['所有者名称', fault('控制字符')])
  })

  it('joins what Alt+Enter broke', async () => {
    const read = await rowsOf(readFileSync(path.join('testing/cases', 'I8-crlf-in-quotes.csv')))
    expect(read.map(({ line, cells: each }) => [line, each[8]])).toEqual([
      [1, '机械型号'],
      [2, 'ZX 200'],
      [4, 'M19'],
    ])
    expect(await cellsOf('a,b\n"1\n\n2","3\r4"\nx\ry,z\n')).toEqual([
      ['a', 'b'],
      ['1 2', '3 4'],
      ['x y', 'z'],
    ])
  })

  it('knows the marks of text, and formulas that nobody has worked out', async () => {
    expect(
      await cellsOf('a,b,c,d,e\n\'0123,="0123","=""0,1""",\'\'x,=\n=A1,"=SUM(A1:B2)",#N/A,####,-\n'),
    ).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['0123', '0123', '0,1', "'x", '='],
      [fault('公式没有结果'), fault('公式没有结果'), fault('#N/A'), fault('列宽'), '-'],
    ])
  })

  it('may name its divider, and have a title without one', async () => {
    expect(await rowsOf(Buffer.from('sep=;\r\na,b;c\r\n'))).toEqual([{ line: 2, cells: ['a,b', 'c'] }])
    expect(await cellsOf('"sep=|"\nx|y,z\n')).toEqual([['x', 'y,z']])
    expect(await cellsOf('某局, 2026\na\tb\tc\n1,5\t2\t3\n')).toEqual([
      ['某局, 2026'],
      ['a', 'b', 'c'],
      ['1,5', '2', '3'],
    ])
  })

  it('tells the line of a quotation mark that is never closed, or closed by another row’s', async () => {
    await expect(cellsOf('a,b\n1,2\n"3,4\n5,6\n')).rejects.toThrow('第 3 行')
    await expect(cellsOf(`a,b\n"${'x\n'.repeat(150_000)}`)).rejects.toThrow('第 2 行')
    const swallowed = await cellsOf('a,b,c\n1,"2,3\n4,5,6\n7,"8",9\nx,y,z\n')
    expect(swallowed.slice(1)).toEqual([
      Array.from({ length: 3 }, () => ({
        fault: expect.stringContaining('第 2 至 4 行'),
        text: '',
        wholeRow: true,
      })),
      ['x', 'y', 'z'],
    ])
  })

  it('gives back what was written, in every encoding, with every divider and line end', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aB1 机械"\',;\t\n\r型-#='), maxLength: 8 })
    const asRead = (each: string) => {
      const line = /[\t\n\r]/.test(each) ? each.replace(/[\t\n\r]+/g, ' ').trim() : each
      return line.replace(/^'/, '')
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', '\t', ';'),
        fc.constantFrom('\r\n', '\n'),
        fc.constantFrom('utf8', 'utf16le'),
        async (pairs, divider, end, encoding) => {
          fc.pre(!pairs.flat().some((each) => /^\s*#|^=|^"?sep|^".*\n/is.test(each)))
          const quoted = (each: string) => `"${each.replaceAll('"', '""')}"`
          const rows = [['列一', '列二', '列三'], ...pairs.map((pair, index) => [...pair, `行${index}`])]
          const table = rows.map((row) => row.map(quoted).join(divider)).join(end)
          const bytes = Buffer.from(`\ufeff${table}${end}`, encoding as BufferEncoding)
          expect((await rowsOf(bytes)).map((row) => row.cells)).toEqual(rows.map((row) => row.map(asRead)))
        },
      ),
      { numRuns: 100 },
    )
  })
})
