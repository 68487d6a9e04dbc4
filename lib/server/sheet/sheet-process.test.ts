import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rawBook, rowsOf } from '@/testing/raw-book'
import { openSheet } from './read-sheet'
import { type Sheet, SheetRefused, WEB_LIMITS } from './sheet'
import { kindApart, openSheetApart } from './sheet-process'
import { bytesSource } from './source'

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-sheet-'))
Object.assign(process.env, {
  DATA_DIR: dir,
  DATABASE_URL: 'postgresql://nobody@127.0.0.1/none',
  SECRET_KEY: 'k'.repeat(32),
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const ROOMY = { heapMb: 192, mostMb: 640, answerMs: 60_000, wholeMs: 60_000 }

async function all({ rows }: Pick<Sheet, 'rows'>) {
  const found = []
  for await (const row of rows) found.push(row)
  return found
}
const table = (rows: number) =>
  Buffer.from(['机械型号,数量', ...Array.from({ length: rows }, (_, n) => `XE${n},${n}`)].join('\n'))

describe('a sheet read apart', () => {
  it('has the rows that it has, over several answers', async () => {
    for (const bytes of [
      table(1_234),
      await rawBook({
        tabs: [
          {
            xml: rowsOf([
              ['机械型号', '数量'],
              ['XE1', '2'],
            ]),
          },
        ],
      }),
    ]) {
      const here = await openSheet(bytesSource(bytes), WEB_LIMITS)
      const apart = await openSheetApart(bytes, WEB_LIMITS, ROOMY)
      expect(apart.name).toBe(here.name)
      expect(await all(apart)).toEqual(await all(here))
    }
    expect(await kindApart(table(2), ROOMY)).toMatchObject({ kind: 'csv' })
  })

  it('is refused with the reason that the reader gives, also midway', async () => {
    await expect(openSheetApart(Buffer.from('%PDF-1.7'), WEB_LIMITS, ROOMY)).rejects.toThrow(/PDF/)
    const long = await openSheetApart(table(2_000), { ...WEB_LIMITS, rows: 900 }, ROOMY)
    await expect(all(long)).rejects.toThrow(new SheetRefused('超过 900 行，请拆成几个文件分别导入'))
  })

  it('is refused when it takes more memory or time than it may, and the next one is read', async () => {
    await expect(openSheetApart(table(5), WEB_LIMITS, { ...ROOMY, mostMb: 1 })).rejects.toThrow(/内存上限/)
    await expect(openSheetApart(table(5), WEB_LIMITS, { ...ROOMY, heapMb: 4 })).rejects.toThrow(/意外中断/)
    await expect(openSheetApart(table(5), WEB_LIMITS, { ...ROOMY, answerMs: 1 })).rejects.toThrow(
      /1 秒的时限/,
    )
    expect(await kindApart(table(5), { ...ROOMY, answerMs: 1 })).toEqual({
      fault: expect.stringContaining('时限'),
    })
    const slow = openSheetApart(table(1_200), WEB_LIMITS, { ...ROOMY, wholeMs: 0 })
    await expect(slow.then(all)).rejects.toThrow(/时限/)
    expect(await all(await openSheetApart(table(5), WEB_LIMITS, ROOMY))).toHaveLength(6)
  })
})
