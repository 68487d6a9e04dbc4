import { describe, expect, it } from 'vitest'
import { headingWords } from '@/lib/features/catalogue/rules/heading-words'
import { HISTORY_COLUMNS } from '../schema'
import { historyHeadings } from './columns'

describe('a heading of an older register', () => {
  it('no word means two columns', () => {
    const seen = new Map<string, string>()
    for (const column of HISTORY_COLUMNS)
      for (const word of headingWords([column]).keys()) {
        expect(seen.get(word) ?? column.path, word).toBe(column.path)
        seen.set(word, column.path)
      }
  })

  it('is read over two rows, with owners', () => {
    const heading = historyHeadings.read(
      ['环保登记号码', '登记日期', '所有者', null, null, '发动机'],
      [null, null, '名称', '证件号码', '联系电话', '型号'],
    )
    expect(heading?.columns.map((column) => column?.path)).toEqual([
      'registrationNumber',
      'registeredAt',
      'owner.name',
      'owner.idNumber',
      'owner.phone',
      'engine.model',
    ])
  })
})
