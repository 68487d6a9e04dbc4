import { expect, it } from 'vitest'
import { OWNER_MESSAGES_SETTING, ownerMessages, wechatData } from './owner-messages'

const { initial } = OWNER_MESSAGES_SETTING
const faultsOf = (wechatTemplate: string, wechatLines: string) => {
  const value = { ...initial, RETURNED: { ...initial.RETURNED, wechatTemplate, wechatLines } }
  return ownerMessages.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []
}

it('a rule of before subscription messages still holds', () => {
  const before = Object.fromEntries(
    Object.entries(initial).map(([name, value]) => {
      if (typeof value !== 'object') return [name, value]
      const { wechatTemplate: _, wechatLines: __, ...rest } = value
      return [name, rest]
    }),
  )
  expect(ownerMessages.parse(before)).toEqual(initial)
})

it('a template needs its lines, each a keyword and words, with placeholders of its kind', () => {
  expect(faultsOf('T-1', 'thing1={machine}\ntime2=今天')).toEqual([])
  expect(faultsOf('', '')).toEqual([])
  for (const lines of ['', 'thing1', 'thing={machine}', 'thing1={number}'])
    expect(faultsOf('T-1', lines), lines).toEqual(['RETURNED.wechatLines'])
  expect(faultsOf('T 1', 'thing1=x')).toEqual(['RETURNED.wechatTemplate'])
})

it('fills the keywords, and cuts what WeChat would refuse', () => {
  const machine = '装载机（出厂编号 ABCDEFGHIJKLMNOPQRSTUVWXYZ）'
  const data = wechatData('thing1={machine}\n character_string2 = x \ncharacter_string3=4-30468819', {
    machine,
  })
  expect([...(data.thing1?.value ?? '')]).toHaveLength(20)
  expect(data).toMatchObject({ character_string3: { value: '4-30468819' } })
})
