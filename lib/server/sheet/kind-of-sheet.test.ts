import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { zipOf as plainZip, rawBook, rowsOf as rowsXml, sheetOf } from '@/testing/raw-book'
import { kindOfSheet } from './kind-of-sheet'
import { openSheet } from './read-sheet'
import { MAX_CELL, NO_LIMITS, type SheetLimits, type SheetRow, WEB_LIMITS } from './sheet'
import { bytesSource } from './source'
import { centralHeader, DEFLATED, endRecord, localHeader } from './zip/records'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-sheet-'))
Object.assign(process.env, {
  DATA_DIR: dir,
  DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  SECRET_KEY: 'k'.repeat(32),
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

type Part = { name: string; content: Buffer; flags?: number; method?: number }

/** A zip with false or unusual metadata of its parts. */
function zipOf(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, flags = 0, method = DEFLATED } of parts) {
    const packed = method === DEFLATED ? deflateRawSync(content) : content
    // Every size is false.
    const entry = { name, flags, method, crc: 0, packed: packed.length, size: 1, local: at }
    const body = Buffer.concat([localHeader(entry), packed])
    bodies.push(body)
    directory.push(centralHeader(entry))
    at += body.length
  }
  const bytes = directory.reduce((sum, { length }) => sum + length, 0)
  return Buffer.concat([...bodies, ...directory, endRecord({ count: parts.length, bytes, start: at })])
}

async function rowsOf(bytes: Buffer, limits: SheetLimits = WEB_LIMITS): Promise<SheetRow[]> {
  const rows = []
  for await (const row of (await openSheet(bytesSource(bytes), limits)).rows) rows.push(row)
  return rows
}
const cellsOf = async (content: string | Buffer) =>
  (await rowsOf(Buffer.from(content))).map(({ cells }) => cells)

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
    const expectKind = async (bytes: Buffer) => expect(await kindOfSheet(bytesSource(bytes)))
    ;(await expectKind(zipOf([part('x', { flags: 1 })]))).toEqual({ fault: expect.stringContaining('密码') })
    const good = zipOf([part('<a/>'.repeat(100))])
    ;(await expectKind(good.subarray(0, 30))).toEqual({ fault: expect.stringContaining('损坏') })
    ;(await expectKind(zipOf([part('x', { method: 12 })]))).toEqual({
      fault: expect.stringContaining('损坏'),
    })
    const overlapping = Buffer.from(zipOf([part('x'), part('y', { name: 'y' })]))
    overlapping.writeUInt32LE(0, overlapping.lastIndexOf('y') - 4)
    ;(await expectKind(overlapping)).toEqual({ fault: expect.stringContaining('损坏') })
    const damaged = book(blanks(5_000))
    damaged.fill(7, damaged.indexOf('xl/sheet.xml') + 20, damaged.indexOf('xl/sheet.xml') + 60)
    await expect(rowsOf(damaged)).rejects.toThrow('损坏')
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
    ['a page', readFileSync(path.join('testing/cases', '56-html.xls')), '网页'],
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
