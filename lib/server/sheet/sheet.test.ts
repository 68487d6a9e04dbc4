import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { zipOf as plainZip, rawBook, rowsOf as rowsXml, sheetOf } from '@/prisma/testing/raw-book'
import { kindOfSheet } from './kind-of-sheet'
import { openSheet } from './read-sheet'
import { MAX_CELL, NO_LIMITS, type SheetLimits, type SheetRow, WEB_LIMITS } from './sheet'
import { bytesSource } from './source'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-sheet-'))
Object.assign(process.env, {
  DATA_DIR: dir,
  DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  SECRET_KEY: 'k'.repeat(32),
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

type Part = { name: string; content: Buffer; flags?: number; method?: number }

/** A zip by hand, to be able to lie in it. */
function zipOf(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, flags = 0, method = 8 } of parts) {
    const packed = method === 8 ? deflateRawSync(content) : content
    const title = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(title.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(packed.length, 20)
    // The size it tells of itself is a lie.
    central.writeUInt32LE(1, 24)
    central.writeUInt16LE(title.length, 28)
    central.writeUInt32LE(at, 42)
    bodies.push(local, title, packed)
    directory.push(central, title)
    at += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

async function rowsOf(bytes: Buffer, limits: SheetLimits = WEB_LIMITS): Promise<SheetRow[]> {
  const rows = []
  for await (const row of (await openSheet(bytesSource(bytes), limits)).rows) rows.push(row)
  return rows
}
const cellsOf = async (content: string | Buffer) =>
  (await rowsOf(Buffer.from(content))).map(({ cells }) => cells)
const fault = (words: string) => ({ fault: expect.stringContaining(words), text: expect.anything() })

describe('a zip', () => {
  const part = (content: string | Buffer, more: Partial<Part> = {}): Part => ({
    name: 'xl/workbook.xml',
    content: Buffer.from(content),
    ...more,
  })
  const relations =
    '<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="x/styles" Target="styles.xml"/></Relationships>'
  const book = (sheet: Buffer, styles = Buffer.from('<styleSheet/>')) =>
    zipOf([
      part('<workbook><sheets><sheet name="a" r:id="a"/></sheets></workbook>'),
      { name: 'xl/_rels/workbook.xml.rels', content: Buffer.from(relations), method: 0 },
      { name: 'xl/sheet.xml', content: sheet },
      { name: 'xl/styles.xml', content: styles },
    ])
  const blanks = (size: number) =>
    Buffer.concat([Buffer.from(sheetOf(rowsXml([['有']]))), Buffer.alloc(size, 32)])

  it('that is plain is read, stored or packed', async () => {
    expect(await rowsOf(book(blanks(10)))).toEqual([{ line: 1, cells: ['有'] }])
  })

  it('that is small and unpacks to much is stopped, whatever it says of itself', async () => {
    const bomb = book(blanks(3_000_000))
    expect(bomb.length).toBeLessThan(10_000)
    await expect(rowsOf(bomb, { ...NO_LIMITS, unpacked: 1_000_000 })).rejects.toThrow('过大')
    await expect(rowsOf(book(blanks(9), Buffer.alloc(70_000_000)))).rejects.toThrow('过大')
    const strings = await rawBook({ tabs: [{ xml: rowsXml([['a']]) }], strings: ' '.repeat(400_000) })
    await expect(rowsOf(strings, { ...NO_LIMITS, strings: 300_000 })).rejects.toThrow('过大')
    await expect(rowsOf(Buffer.from('a\n'.repeat(12)), { ...NO_LIMITS, rows: 10 })).rejects.toThrow(
      '超过 10 行',
    )
  })

  it('with a password, or broken, is named', async () => {
    const told = async (bytes: Buffer) => expect(await kindOfSheet(bytesSource(bytes)))
    ;(await told(zipOf([part('x', { flags: 1 })]))).toEqual({ fault: expect.stringContaining('密码') })
    const good = zipOf([part('<a/>'.repeat(100))])
    ;(await told(good.subarray(0, 30))).toEqual({ fault: expect.stringContaining('损坏') })
    ;(await told(zipOf([part('x', { method: 12 })]))).toEqual({ fault: expect.stringContaining('损坏') })
    const overlapping = Buffer.from(zipOf([part('x'), part('y', { name: 'y' })]))
    overlapping.writeUInt32LE(0, overlapping.lastIndexOf('y') - 4)
    ;(await told(overlapping)).toEqual({ fault: expect.stringContaining('损坏') })
    const damaged = book(blanks(5_000))
    damaged.fill(7, damaged.indexOf('xl/sheet.xml') + 20, damaged.indexOf('xl/sheet.xml') + 60)
    await expect(rowsOf(damaged)).rejects.toThrow('损坏')
  })
})

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
    const bell = readFileSync(path.join('prisma/testing/cases', 'I15-bell.csv'))
    expect((await rowsOf(bell)).map((row) => row.cells[2])).toEqual(['所有者名称', fault('控制字符')])
  })

  it('joins what Alt+Enter broke', async () => {
    const read = await rowsOf(readFileSync(path.join('prisma/testing/cases', 'I8-crlf-in-quotes.csv')))
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
      Array.from({ length: 3 }, () => ({ fault: expect.stringContaining('第 2 至 4 行'), text: '' })),
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

describe('what a file is', () => {
  const kind = (bytes: Buffer | string) => kindOfSheet(bytesSource(Buffer.from(bytes)))
  const compound = (name: string) => {
    const file = Buffer.alloc(512 * 3)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
    file.writeUInt16LE(9, 30)
    file.writeUInt32LE(1, 48)
    file.write(`${name}\0`, 1024, 'utf16le')
    return file
  }
  const xml2003 =
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

  it.each([
    ['a page', readFileSync(path.join('prisma/testing/cases', '56-html.xls')), '网页'],
    [
      'a page with its head',
      '\ufeff<!-- x -->\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>',
      '网页',
    ],
    ['a page in 16 bits', Buffer.from('\ufeff<META charset="x">', 'utf16le'), '网页'],
    ['an XML table', xml2003, 'XML 表格'],
    ['other XML', '<?xml version="1.0"?><a/>', '内容是 XML'],
    ['a page with its pictures', 'MIME-Version: 1.0\r\nX: y', '.mht'],
    ['an old workbook', compound('Workbook'), '.xls'],
    ['an older one', compound('Book'), '.xls'],
    ['the oldest', Buffer.from('0908080000051000', 'hex'), '.xls'],
    ['a locked workbook', compound('EncryptedPackage'), '密码'],
    ['a text of Word', compound('WordDocument'), 'Word'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]),
      'PNG',
    ],
    ['papers', '%PDF-1.7\n\u0001', 'PDF'],
  ])('%s', async (_, bytes, words) =>
    expect(await kind(bytes)).toEqual({ fault: expect.stringContaining(words) }),
  )

  it.each([
    [{ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }, '.ods'],
    [{ 'Index/Document.iwa': 'x' }, 'Numbers'],
    [{ 'xl/workbook.bin': 'x' }, '.xlsb'],
    [{ 'word/document.xml': '<a/>' }, 'Word'],
    [{ '目录.csv': 'a,b' }, '压缩文件里不是'],
  ])('a zip of %j', async (parts, words) =>
    expect(await kind(await plainZip(parts as unknown as Record<string, string>))).toEqual({
      fault: expect.stringContaining(words),
    }),
  )

  it('a table, also of a single word, with a comparison or a slip in it', async () => {
    for (const text of ['a,b\n1,2\n', '型号', '<5kW,b\n'.replace('<', '＜'), 'BM,GIF8,MZ\n1,2,3\n'])
      expect(await kind(text)).toEqual({ kind: 'csv', encoding: 'utf-8' })
    expect(await kind(await rawBook({ tabs: [{ xml: '' }] }))).toEqual({ kind: 'xlsx' })
    expect((await cellsOf(`x,${'长'.repeat(9_000)}\n`))[0]?.[1]).toBe('长'.repeat(MAX_CELL))
  })
})
