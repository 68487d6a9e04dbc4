import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { mismatchOf } from './rows'

const shape = z.object({ code: z.string(), parentCode: z.string().nullable(), count: z.int() })
const row = { code: '110101', parentCode: null, count: 3 }

describe('a row of raw SQL', () => {
  it('that has its shape is right', () => {
    expect(mismatchOf(shape, [row, { ...row, parentCode: '110000' }])).toBeNull()
    expect(mismatchOf(shape, [])).toBeNull()
  })

  it.each([
    ['a column under another name', { code: '110101', parent: null, count: 3 }, 'parentCode'],
    ['a column too many', { ...row, name: '东城区' }, 'name'],
    ['NULL where none is allowed', { ...row, code: null }, 'code'],
    ['a bigint that the driver gives as a text', { ...row, count: '3' }, 'count'],
    ['a bigint', { ...row, count: 3n }, 'count'],
  ])('%s is a mismatch in the second row as well', (_, wrong, column) => {
    expect(mismatchOf(shape, [row, wrong])?.message).toContain(column)
  })
})

/** A type argument is an unchecked claim about the rows; `rowsOf` and `readRows` take a shape instead. */
const CLAIMED = /\$queryRaw(?:Unsafe)?<(?!unknown\[\]>)|\bquery<[A-Z{]/
const CHECKED = [
  'lib/server/database/db.ts',
  'lib/server/database/rows.ts',
  'lib/server/database/snapshot.ts',
  'lib/features/history/commands/load-connection.ts',
]

it('no other file of lib claims by a type argument what its rows are', () => {
  const files = globSync('lib/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(300)
  const claiming = files.filter((file) => CLAIMED.test(readFileSync(file, 'utf8')))
  expect(claiming.toSorted()).toEqual(CHECKED.toSorted())
})
