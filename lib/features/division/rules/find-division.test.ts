import { describe, expect, it } from 'vitest'
import { readDivisions, readEndedDivisions } from '@/prisma/seed/divisions'
import { divisionFinder } from './find-division'

const present = readDivisions()
const known = readEndedDivisions()
const find = divisionFinder({ present, ...known })
const code = (text: string, on?: string) => {
  const found = find(text, on)
  return 'fault' in found ? found.fault : found.code
}
const resolve = (text: string) => {
  const found = find(text)
  return 'fault' in found ? found.fault : [found.code, found.formerName]
}

describe('codes', () => {
  it.each([
    ['110101', '110101'],
    ['110101000000', '110101'],
    ['110101001', '110101'],
    ['１１０１０１', '110101'],
    [' 110101 ', '110101'],
    ['\u200b110101\u00a0', '110101'],
    ['441900', '441900'],
    ['441901', '441900'],
    ['441900003000', '441900'],
    ['442000', '442000'],
    ['460400', '460400'],
    ['620200', '620200'],
    ['460302', '460302'],
    ['653228', '653228'],
    ['710000', '710000'],
  ])('%s is %s', (text, expected) => expect(code(text)).toBe(expected))

  it.each([
    ['130200', '“河北省 唐山市”之下还有区县，请写到区县'],
    ['130201', '“河北省 唐山市”之下还有区县，请写到区县'],
    ['460300', '海南省 三沙市 西沙区（460302）、海南省 三沙市 南沙区（460303）'],
    ['130000', '请写到区县'],
    ['000000', '请写到区县'],
    ['999999', '没有区划代码 999999'],
    ['133100', '雄安新区不是行政区划，涉及 河北省 保定市 容城县（130629）'],
    ['11010', '没有这个区县'],
    ['1101010', '没有这个区县'],
  ])('%s is refused with the mend', (text, words) => expect(code(text)).toContain(words))
})

describe('names', () => {
  it.each([
    ['北京市东城区', '110101'],
    ['北京 东城', '110101'],
    ['东城区', '110101'],
    ['北京市-东城区', '110101'],
    ['北京市／市辖区／东城区', '110101'],
    ['北京市，东城区 ', '110101'],
    ['北京市北京市东城区', '110101'],
    ['北京市东城区东华门街道', '110101'],
    ['110101 东城区', '110101'],
    ['东城区（110101）', '110101'],
    ['河北唐山路南', '130202'],
    ['唐山路南区', '130202'],
    ['河北省·唐山市·路南区', '130202'],
    ['内蒙古呼和浩特新城', '150102'],
    ['内蒙古自治区呼和浩特市新城区', '150102'],
    ['恩施州恩施市', '422801'],
    ['延边州延吉', '222401'],
    ['锡林郭勒盟锡林浩特市', '152502'],
    ['重庆市县秀山县', '500241'],
    ['湖北省省直辖县级行政区划仙桃市', '429004'],
    ['新疆 白杨市', '659012'],
    ['浦东', '310115'],
    ['天津河北', '120105'],
    ['郑州管城区', '410104'],
    ['江苏省苏州市工业园区', '320576'],
    ['东莞市长安镇', '441900'],
    ['郑州高新区', '410172'],
  ])('%s is %s', (text, expected) => expect(code(text)).toBe(expected))

  it.each([
    ['鼓楼区', '江苏省 南京市 鼓楼区（320106）'],
    ['朝阳区', '吉林省 长春市 朝阳区（220104）'],
    ['河北', '天津市 河北区（120105）'],
    ['通州', '北京市 通州区（110112）'],
    ['桥东区', '原河北省 邢台市 桥东区（130502）'],
    ['东乡县', '原江西省 抚州市 东乡县（361029）'],
    ['高新区', '等 26 处'],
  ])('%s may be several: all are named', (text, words) => {
    expect(code(text)).toContain('名称不止一处')
    expect(code(text)).toContain(words)
  })

  it.each(['', '不详', '无', '火星市', '市辖区', '北京市东东城区', '区', '…'])('%s is none', (text) => {
    expect(code(text)).toContain('没有这个区县')
  })

  it('a code and a name that disagree are refused', () => {
    expect(code('110101 西城区')).toContain('与名称不符')
    expect(code('110101 鼓楼')).toBe('代码 110101 是 北京市 东城区，与名称不符')
  })

  it('finds every present district by its full name in each spelling', () => {
    for (const { code: expected, fullName, leaf } of present.filter((each) => each.leaf)) {
      expect(leaf).toBe(true)
      for (const between of ['', ' ', '-', '/', '，']) {
        expect([fullName, code(fullName.replaceAll(' ', between))]).toEqual([fullName, expected])
      }
      expect(code(`${expected}000000`)).toBe(expected)
    }
  })
})

describe('divisions that ended', () => {
  it.each([
    ['110103', ['110101', '北京市 崇文区（110103）']],
    ['崇文', ['110101', '北京市 崇文区（110103）']],
    ['天津塘沽', ['120116', '天津市 塘沽区（120107）']],
    ['杭州下城', ['330105', '浙江省 杭州市 下城区（330103）']],
    ['莱芜市莱城区', ['370116', '山东省 莱芜市 莱城区（371202）']],
    ['济南市莱城区', ['370116', '山东省 莱芜市 莱城区（371202）']],
    ['邢台市桥东区', ['130502', '河北省 邢台市 桥东区（130502）']],
    ['日喀则地区日喀则市', ['540202', '西藏自治区 日喀则地区 日喀则市（542301）']],
    ['460321', ['460302', '海南省 三沙市 西沙群岛（460321）']],
  ])('%s is today %j', (text, expected) => expect(resolve(text)).toEqual(expected))

  it.each([
    ['330104', '浙江省 杭州市 上城区（330102）、浙江省 杭州市 钱塘区（330114）'],
    ['邢台县', '河北省 邢台市 襄都区（130502）、河北省 邢台市 信都区（130503）'],
    ['371200', '山东省 济南市 莱芜区（370116）、山东省 济南市 钢城区（370117）'],
    ['650171', '今属哪个区县没有可靠依据'],
  ])('%s is not guessed', (text, words) => expect(code(text)).toContain(words))

  it('what is stands for what was under the same name in the same city', () => {
    expect([resolve('钱塘'), resolve('临平'), resolve('南通崇川')]).toEqual([
      ['330114', null],
      ['330113', null],
      ['320613', null],
    ])
  })

  it('a code that was another place then is refused for a text of then', () => {
    expect(code('232701', '2019-01-01')).toBe('232701')
    expect(code('232701', '2017-05-01')).toContain('2018 年以前为 黑龙江省 大兴安岭地区 加格达奇区')
    expect(resolve('加格达奇区')).toEqual(['232761', null])
  })

  it('a district that gave a part of itself away is doubtful before that', () => {
    expect(find('余杭区', '2020-05-06')).toMatchObject({
      code: '330110',
      doubt: expect.stringContaining('临平区'),
    })
    expect(find('余杭区', '2022-05-06')).toMatchObject({ code: '330110', doubt: null })
  })
})

describe('the table of ended divisions', () => {
  const today = new Map(present.map((each) => [each.code, each]))
  it.each(known.former.map((each) => [each.code, each.name, each] as const))(
    '%s %s leads to what is there today, or is refused with the reason',
    (_, name, { code: old, seen, gone, successors }) => {
      expect(seen < gone, 'in order').toBe(true)
      expect(today.get(old)?.name, 'no name of today').not.toBe(name)
      for (const successor of successors) expect(today.get(successor), successor).toBeDefined()
      const answer = find(old, seen)
      const [first, ...more] = successors
      const leaf = first !== undefined && today.get(first)?.leaf
      if (leaf && more.length === 0 && !today.has(old)) expect(answer).toMatchObject({ code: first })
      else if (!today.has(old)) expect(answer).toHaveProperty('fault')
      if ('fault' in answer) for (const each of successors.slice(1, 6)) expect(answer.fault).toContain(each)
    },
  )

  it('counts', () => {
    const since = known.former.filter(({ seen, gone }) => seen >= '2008-12' && gone >= '2009-12')
    const by = (test: (successors: string[]) => boolean) =>
      since.filter((each) => test(each.successors)).length
    expect({
      all: known.former.length,
      since2010: since.length,
      single: by(({ length }) => length === 1),
      several: by(({ length }) => length > 1),
      unknown: by(({ length }) => length === 0),
    }).toEqual({ all: 607, since2010: 451, single: 400, several: 27, unknown: 24 })
  })
})
