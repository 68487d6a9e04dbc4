import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Cell, COVERED } from '@/lib/core/sheet-cell'
import { rawBook, rowsOf, sheetOf, zipOf } from '@/testing/raw-book'
import { openSheet } from '../read-sheet'
import { NO_LIMITS, type SheetLimits, type SheetRow } from '../sheet'
import { bytesSource, fileSource } from '../source'
import { StringStore } from './string-store'
import { elementsOf, stringItem, tagsUnder, textOf } from './xml-text'

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

/** From memory and from disk. */
async function read(bytes: Buffer, limits: SheetLimits = NO_LIMITS): Promise<SheetRow[]> {
  const file = path.join(dir, 'book.xlsx')
  writeFileSync(file, bytes)
  const found = await all((await openSheet(bytesSource(bytes), limits)).rows)
  expect(await all((await openSheet(await fileSource(file), limits)).rows)).toEqual(found)
  return found
}
const cells = async (bytes: Buffer) => (await read(bytes)).map((row) => row.cells)
const oneRow = async (xml: string, more: Partial<Parameters<typeof rawBook>[0]> = {}) =>
  (await cells(await rawBook({ tabs: [{ xml: `<row r="1">${xml}</row>` }], ...more })))[0]
const sample = (name: string) => readFileSync(path.join('testing/cases', name))
const faultIn = (cell: Cell | undefined) =>
  typeof cell === 'object' && cell && 'fault' in cell ? cell.fault : null

describe('the sheet of a workbook', () => {
  const tab = (text: string, state?: string) => ({ xml: rowsOf([[text]]), name: text, state })

  it.each([
    ['first of the list, not of the files', [tab('乙'), tab('甲')], '乙'],
    ['not hidden', [tab('甲', 'hidden'), tab('乙')], '乙'],
    ['not hidden so that only a program shows it', [tab('甲', 'veryHidden'), tab('乙', 'visible')], '乙'],
  ])('%s', async (_, tabs, text) => {
    const sheet = await openSheet(bytesSource(await rawBook({ tabs })), NO_LIMITS)
    expect(sheet.name).toBe(text)
    expect((await all(sheet.rows)).map((row) => row.cells)).toEqual([[text]])
  })

  it('where none is to be seen, says so', async () => {
    await expect(read(await rawBook({ tabs: [tab('甲', 'hidden')] }))).rejects.toThrow('隐藏')
    await expect(read(await rawBook({ tabs: [] }))).rejects.toThrow('没有工作表')
  })

  it('is found by targets of every form, in the strict form, beside charts, without a first relation', async () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    const list = (target: string) =>
      `<Relationships><Relationship Id="c" Type="${strict}/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Target='${target}' Type='${strict}/worksheet' Id='d'/></Relationships>`
    for (const target of ['/xl/Worksheets/a b.xml', 'worksheets\\a%20b.xml', '../xl/worksheets/./a b.xml']) {
      const book = zipOf({
        'xl/workbook.xml': `<?xml version="1.0"?><x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:q="${strict}"><x:sheets><x:sheet name="图" sheetId="1" q:id="c"/><x:sheet name='表' sheetId='2' q:id='d'/></x:sheets></x:workbook>`,
        'xl/_rels/workbook.xml.rels': list(target),
        'xl/worksheets/a b.xml': sheetOf(rowsOf([['有']])),
      })
      expect(await cells(await book), target).toEqual([['有']])
    }
  })

  it('of the samples: hidden first, tabs in another order', async () => {
    expect((await read(sample('11-hidden-first-sheet.xlsx')))[1]?.cells[3]).toBe('CLG91054')
    const [, row] = await cells(sample('12-reordered-tabs.xlsx'))
    expect(row?.[1]).toBe('新表的行')
  })
})

describe('the cells of a workbook', () => {
  it('hold rich texts of both kinds, without how they are read aloud', async () => {
    const strings =
      '<si><r><t>CLG</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 922</t></r></si><si><t>柳工</t><rPh sb="0" eb="2"><t>liugong</t></rPh></si><si><t/></si>'
    const xml =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><rPr><color rgb="FF0000"/></rPr><t>CLG</t></r><r><t>933E</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c><c r="D1" t="s"><v>2</v></c>'
    expect(await oneRow(xml, { strings })).toEqual(['CLG 922', '柳工', 'CLG933E', ''])
    const raw = await cells(sample('30-raw.xlsx'))
    expect(raw.slice(1, 4).map((row) => row[3])).toEqual(['CLG922E', 'CLG95002', 'CLG933E'])
    expect(raw[2]?.[4]).toBe('广西柳工')
  })

  it('are read under any prefix, without places, with other quotes, as CDATA', async () => {
    const wps =
      '<?xml version="1.0"?><w-1:worksheet xmlns:w-1="m"><w-1:sheetData><w-1:row><w-1:c t="inlineStr"><w-1:is><w-1:t>甲</w-1:t></w-1:is></w-1:c><w-1:c/><w-1:c><w-1:v>3</w-1:v></w-1:c></w-1:row></w-1:sheetData></w-1:worksheet>'
    expect(await cells(await rawBook({ tabs: [{ xml: wps }] }))).toEqual([['甲', null, 3]])
    const quotes = `<row r='3'><c\n r='B3' t='str'><v xml:space="preserve">a</v></c><c t="inlineStr"><is><t><![CDATA[<b> & c]]></t></is></c></row>`
    expect(await read(await rawBook({ tabs: [{ xml: quotes }] }))).toEqual([
      { line: 3, cells: [null, 'a', '<b> & c'] },
    ])
  })

  it('have the value of a formula, or say that there is none', async () => {
    const row = await oneRow(
      '<c r="A1"><f>D2</f><v /></c><c r="B1"><f>A1</f></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c><c r="E1" t="str"><f>A1</f><v>SD16</v></c><c r="F1" t="b"><f>1=1</f><v>1</v></c><c r="G1"><v/></c>',
    )
    expect(row?.map(faultIn)).toEqual([
      expect.stringContaining('公式没有结果'),
      expect.stringContaining('公式没有结果'),
      ...Array.from({ length: 5 }, () => null),
    ])
    expect(row?.slice(2)).toEqual(['', 2, 'SD16', true, null])
    const [, second] = await cells(sample('08-formula-nocache.xlsx'))
    expect([second?.[3], second?.[8]].map(faultIn)).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('公式没有结果')),
    )
  })

  it('are errors where Excel shows errors, also as text', async () => {
    const row = await oneRow(
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>#REF!</t></is></c><c t="inlineStr"><is><t>######</t></is></c><c t="inlineStr"><is><t>#1 机</t></is></c>',
    )
    expect(row?.slice(0, 4).map(faultIn)).toEqual([
      expect.stringContaining('#DIV/0!'),
      expect.stringContaining('#N/A'),
      expect.stringContaining('#REF!'),
      expect.stringContaining('列宽'),
    ])
    expect(row?.[4]).toBe('#1 机')
  })

  it('that hold more digits than a number keeps are told, with what stands there', async () => {
    const row = await oneRow(
      '<c><v>110105198001011234</v></c><c><v>1.10105198001011e+17</v></c><c><v>999999999999999</v></c><c><v>130.50000000000001</v></c>',
    )
    expect(row?.slice(0, 2)).toEqual([
      { fault: expect.stringContaining('文本格式'), text: '110105198001011234' },
      { fault: expect.stringContaining('文本格式'), text: '1.10105198001011e+17' },
    ])
    expect(row?.slice(2)).toEqual([999_999_999_999_999, 130.5])
  })

  it('are days by their format, from 1900 and from 1904, and as ISO', async () => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="[Magenta]0.0_d&quot;day&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="[$-804]General"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"><alignment/></xf><xf numFmtId="165"/><xf numFmtId="31"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>`
    const xml = [1, 2, 3, 4, 6].map((style) => `<c s="${style}"><v>43573</v></c>`).join('')
    const day = new Date('2019-04-18T00:00:00Z')
    expect(await oneRow(xml, { styles })).toEqual([day, day, 43573, day, 43573])
    // 2019年9月 typed into Excel is stored as the first of the month; any other day was typed as a day.
    expect(await oneRow('<c s="2"><v>43709</v></c><c s="2"><v>43710</v></c>', { styles })).toEqual([
      '2019-09',
      new Date('2019-09-02T00:00:00Z'),
    ])
    const first =
      '<c s="1"><v>42111</v></c><c t="d"><v>2019-04-18</v></c><c t="d"><v>2019-04-18T00:00:00</v></c>'
    expect(await oneRow(first, { styles, before: '<workbookPr date1904="true"/>' })).toEqual([day, day, day])
  })

  it('are told where a merged cell covers them, unless that is empty', async () => {
    const xml = sheetOf(
      rowsOf([
        ['甲', null, '丙', null],
        ['一', '二', null, null],
        [null, '三', '四', '五'],
      ]),
      '<mergeCells count="3"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/><mergeCell ref="D1:D2"/></mergeCells>',
    )
    expect(await cells(await rawBook({ tabs: [{ xml }] }))).toEqual([
      ['甲', COVERED, '丙'],
      ['一', '二'],
      [COVERED, '三', '四', '五'],
    ])
    const overlapping = Array.from({ length: 300 }, () => '<mergeCell ref="A1:B9"/>').join('')
    const bomb = sheetOf(rowsOf([['甲']]), `<mergeCells>${overlapping}</mergeCells>`)
    await expect(read(await rawBook({ tabs: [{ xml: bomb }] }))).rejects.toThrow('合并')
  })

  it('have line breaks as blanks and no apostrophe before them', async () => {
    const row = await oneRow(
      '<c t="inlineStr"><is><t>ZX\n200</t></is></c><c t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c><c t="inlineStr"><is><t>\'0123</t></is></c><c t="inlineStr"><is><t>测_x0007_试</t></is></c>',
    )
    expect(row?.slice(0, 3)).toEqual(['ZX 200', 'a b', '0123'])
    expect(faultIn(row?.[3])).toContain('控制字符')
  })
})

it('a text of a workbook is the same whichever way it is stored', async () => {
  const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const text = fc.string({
    unit: fc.constantFrom(...'abc<&>" 机械一\ud83d\ude9c_x'),
    minLength: 1,
    maxLength: 12,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
      const preserved = texts.map((each) => `<t xml:space="preserve">${inXml(each)}</t>`)
      const shared = texts.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')
      const inline = preserved.map((each) => `<c t="inlineStr"><is><r>${each}</r></is></c>`).join('')
      const strings = preserved.map((each) => `<si>${each}</si>`).join('')
      const xml = `<row>${shared}<c t="str"><v>|</v></c></row><row>${inline}<c t="str"><v>|</v></c></row>`
      const [first, second] = await cells(await rawBook({ tabs: [{ xml }], strings }))
      expect(first).toEqual([...texts, '|'])
      expect(second).toEqual(first)
    }),
    { numRuns: 30 },
  )
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
      expect(items.map((item) => stringItem(item, tagsUnder('')))).toEqual(['一', '', 'a b'])
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
