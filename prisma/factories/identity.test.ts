import { describe, expect, it } from 'vitest'
import { idNumberFault } from '@/lib/core/id-number'
import { PHONE_PATTERN } from '@/lib/core/phone'
import { judgeUnitCode } from '@/lib/core/unit-code'
import { newPersonNumber, newPhone, newUnitNumber, personNumber, unitNumber } from './identity'

const many = Array.from({ length: 200 })

describe('numbers of nobody', () => {
  it('agree with the standards’ own examples', () => {
    expect(personNumber('110105', '19491231', 2)).toBe('11010519491231002X')
    expect(unitNumber('110000', '600037341').slice(0, 17)).toBe('91110000600037341')
    expect(unitNumber('110000', '600037341')).toBe('91110000600037341L')
  })

  it('pass every check and are never the same twice', () => {
    const persons = many.map(newPersonNumber)
    const units = many.map(newUnitNumber)
    const phones = many.map(newPhone)
    expect(persons.map((number) => idNumberFault(number)).filter(Boolean)).toEqual([])
    expect(new Set(units.map(judgeUnitCode))).toEqual(new Set(['PASS']))
    expect(phones.every((phone) => PHONE_PATTERN.test(phone))).toBe(true)
    for (const made of [persons, units, phones]) expect(new Set(made).size).toBe(many.length)
  })
})
