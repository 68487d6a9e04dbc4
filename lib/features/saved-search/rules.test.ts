import { describe, expect, it } from 'vitest'
import { storableQuery } from './rules'

describe('storableQuery', () => {
  it('keeps the parameters of the search page', () => {
    expect(storableQuery('?q=张三&cityCode=130200&stage=3&sort=-number')).toBe(
      new URLSearchParams({ q: '张三', cityCode: '130200', stage: '3', sort: '-number' }).toString(),
    )
  })

  it.each([
    '13800138000',
    '138 0013 8000',
    '１３８００１３８０００',
    '11010519491231002X',
    '11010519491231002x',
    '91110000600037341L',
  ])('drops %s, a phone or an ID number, from every parameter', (text) => {
    expect(storableQuery(new URLSearchParams({ q: text, stage: '3' }).toString())).toBe('stage=3')
    expect(storableQuery(new URLSearchParams({ categoryCode: text }).toString())).toBe('')
  })

  it('drops the cursor, empty and unknown parameters', () => {
    expect(storableQuery('cursor=abc&limit=5&withTotal=false&q=&other=1&fuelCode=DIESEL')).toBe(
      'fuelCode=DIESEL',
    )
  })
})
