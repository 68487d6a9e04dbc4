import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkZip } from './check-zip'
import { kindOfSheet } from './kind-of-sheet'
import { readCsv } from './read-csv'
import type { Cell } from './sheet'

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

describe('checkZip', () => {
  const part = (content: Buffer, more: Partial<Part> = {}): Part => ({
    name: 'xl/workbook.xml',
    content,
    ...more,
  })

  it('lets a plain one pass', async () => {
    await checkZip(zipOf([part(Buffer.from('<a/>')), { name: 'x', content: Buffer.from('x'), method: 0 }]))
  })

  it('stops a small file that unpacks to a large one, whatever it says of itself', async () => {
    const limits = { altogether: 1_000_000, whole: 300_000 }
    const names = Array.from({ length: 4 }, (_, index) => `xl/worksheets/sheet${index}.xml`)
    const bomb = zipOf(names.map((name) => ({ name, content: Buffer.alloc(300_000) })))
    expect(bomb.length).toBeLessThan(5_000)
    await expect(checkZip(bomb, limits)).rejects.toThrow('过大')
    const strings = zipOf([part(Buffer.alloc(400_000), { name: 'xl/sharedStrings.xml' })])
    await expect(checkZip(strings, limits)).rejects.toThrow('过大')
    await checkZip(zipOf([part(Buffer.alloc(400_000), { name: names[0] })]), limits)
  })

  it('names a password, and what is broken', async () => {
    await expect(checkZip(zipOf([part(Buffer.from('x'), { flags: 1 })]))).rejects.toThrow('密码')
    const good = zipOf([part(Buffer.from('<a/>'.repeat(100)))])
    await expect(checkZip(good.subarray(0, 30))).rejects.toThrow('损坏')
    await expect(checkZip(zipOf([part(Buffer.from('x'), { method: 12 })]))).rejects.toThrow('损坏')
    const overlapping = Buffer.from(zipOf([part(Buffer.from('x')), part(Buffer.from('y'), { name: 'y' })]))
    overlapping.writeUInt32LE(0, overlapping.lastIndexOf('y') - 4)
    await expect(checkZip(overlapping)).rejects.toThrow('损坏')
  })
})

describe('readCsv', () => {
  async function rowsOf(bytes: Buffer): Promise<{ line: number; cells: Cell[] }[]> {
    const rows = []
    for await (const row of readCsv(bytes)) rows.push(row)
    return rows
  }

  it('knows the encodings and signs that spreadsheets write, and counts lines as a person does', async () => {
    const cells = [
      { line: 1, cells: ['型号', '厂'] },
      { line: 4, cells: ['SD16', '山\n推'] },
    ]
    const text = '型号,厂\r\n\r\nSD16,"山\n推"\r\n'
    expect(await rowsOf(Buffer.from(`\ufeff${text}`))).toEqual(cells)
    expect(await rowsOf(Buffer.from(text.replaceAll(',', ';')))).toEqual(cells)
    expect(await rowsOf(Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'))).toEqual(cells)
    expect(await rowsOf(Buffer.from('d0cdbac52cb3a70a', 'hex'))).toEqual([{ line: 1, cells: ['型号', '厂'] }])
  })

  it('is no reader of pictures', () => {
    expect(kindOfSheet(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toHaveProperty(
      'fault',
    )
    expect(kindOfSheet(Buffer.from('%PDF-1.7\n\u0001'))).toHaveProperty('fault')
    expect(kindOfSheet(Buffer.from('a,b\n1,2\n'))).toEqual({ kind: 'csv' })
  })
})
