import { describe, expect, it } from 'vitest'
import { endRemovedDivisions } from './end-divisions'

type Row = [code: string, parent: string, name: string, level: number, leaf: number]
const before: Row[] = [
  ['110000', '', '北京市', 1, 0],
  ['110118', '110000', '密云区', 3, 1],
  ['330100', '330000', '杭州市', 2, 0],
  ['330105', '330100', '拱墅区', 3, 1],
  ['330122', '330100', '桐庐县', 3, 1],
  ['330182', '330100', '建德市', 3, 1],
  ['330127', '330100', '淳安县', 3, 1],
]
const file = {
  edition: '2023-06',
  ended: [['330103', '下城区', '2020-06', '2021-10', ['330105']]] as [
    string,
    string,
    string,
    string,
    string[],
  ][],
  divided: [],
  zones: [],
}

describe('a newer edition of divisions', () => {
  it('ends missing divisions: a namesake becomes the successor, others stay unresolved', () => {
    const after: Row[] = [
      ['110000', '', '北京市', 1, 0],
      ['110118', '110000', '密云新城区', 3, 1],
      ['330100', '330000', '杭州市', 2, 0],
      ['330105', '330100', '拱墅区', 3, 1],
      ['330115', '330100', '桐庐区', 3, 1],
      ['330127', '330100', '淳安县', 3, 1],
    ]
    const { ended, unresolved } = endRemovedDivisions(file, before, after, '2027-06')
    expect(ended.edition).toBe('2027-06')
    expect(ended.ended).toEqual([
      ['110118', '密云区', '2023-06', '2027-06', ['110118']],
      ['330103', '下城区', '2020-06', '2021-10', ['330105']],
      ['330122', '桐庐县', '2023-06', '2027-06', ['330115']],
      ['330182', '建德市', '2023-06', '2027-06', []],
    ])
    expect(unresolved.map(([code]) => code)).toEqual(['330182'])
  })

  it('leaves no chain: a successor that ended is replaced by its own successor', () => {
    const after: Row[] = [
      ...before.filter(([code]) => code !== '330105'),
      ['330119', '330100', '拱墅新区', 3, 1],
    ]
    const { ended } = endRemovedDivisions(file, before, after, '2027-06')
    expect(ended.ended).toEqual([
      ['330103', '下城区', '2020-06', '2021-10', ['330119']],
      ['330105', '拱墅区', '2023-06', '2027-06', ['330119']],
    ])
  })

  it('a code that another place took is not its successor', () => {
    const after: Row[] = before.map((row) => (row[0] === '330122' ? ['330122', '330100', '新县', 3, 1] : row))
    const moved: Row[] = [...after, ['330128', '330100', '桐庐县', 3, 1]]
    const { ended } = endRemovedDivisions(file, before, moved, '2027-06')
    expect(ended.ended).toContainEqual(['330122', '桐庐县', '2023-06', '2027-06', ['330128']])
  })

  it('the same edition again changes nothing', () => {
    expect(endRemovedDivisions(file, before, before, '2023-06').ended).toEqual(file)
  })
})
