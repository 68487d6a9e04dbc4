import { describe, expect, it } from 'vitest'
import { readDivisions } from './divisions'

const rows = readDivisions()
const byCode = new Map(rows.map((row) => [row.code, row]))

describe('divisions', () => {
  it('has every province and, as a whole, Hong Kong, Macau and Taiwan', () => {
    const provinces = rows.filter(({ level }) => level === 1)
    expect(provinces).toHaveLength(34)
    expect(provinces.filter(({ leaf }) => leaf).map(({ name }) => name)).toEqual([
      '台湾省',
      '香港特别行政区',
      '澳门特别行政区',
    ])
  })

  it.each([
    ['110101', '北京市 东城区', '110000', 3, true],
    ['500229', '重庆市 城口县', '500000', 3, true],
    ['130202', '河北省 唐山市 路南区', '130200', 3, true],
    ['130200', '河北省 唐山市', '130000', 2, false],
    ['441900', '广东省 东莞市', '440000', 2, true],
    ['442000', '广东省 中山市', '440000', 2, true],
    ['460400', '海南省 儋州市', '460000', 2, true],
    ['620200', '甘肃省 嘉峪关市', '620000', 2, true],
    ['429004', '湖北省 仙桃市', '420000', 3, true],
    ['659001', '新疆维吾尔自治区 石河子市', '650000', 3, true],
  ])('%s is %s', (code, fullName, parentCode, level, leaf) => {
    expect(byCode.get(code)).toMatchObject({ fullName, parentCode, level, leaf })
  })

  it('is a tree: parents stand before their children, only leaves have none', () => {
    const seen = new Set<string>()
    const parents = new Set<string>()
    for (const { code, parentCode } of rows) {
      expect(seen.has(code)).toBe(false)
      // The country is its own parent: so it stands in no list of what lies below something.
      if (parentCode && parentCode !== code) {
        expect(seen.has(parentCode)).toBe(true)
        parents.add(parentCode)
      }
      seen.add(code)
    }
    for (const { code, leaf } of rows.slice(1)) expect(leaf, code).toBe(!parents.has(code))
  })

  it('has six digits and no name that is a level only', () => {
    for (const { code, name } of rows) {
      expect(code).toMatch(/^\d{6}$/)
      expect(name).not.toMatch(/^(市辖区|县|.*直辖县级行政区划)$/)
    }
  })
})
