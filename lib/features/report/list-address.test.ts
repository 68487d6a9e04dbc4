import { describe, expect, it } from 'vitest'
import { machineSearch } from '@/lib/features/machine/schema/search'
import { daysOf, machinesAddress } from './rules/list-address'

const parseQuery = (address: string) =>
  machineSearch.parse(Object.fromEntries(new URLSearchParams(address.split('?')[1])))

describe('the list behind a figure', () => {
  it.each([
    ['000000', {}],
    ['130000', { provinceCode: '130000' }],
    ['130200', { cityCode: '130200' }],
    ['130202', { districtCode: '130202' }],
  ])('filters by the area %s and the status with the parameters of the search', (areaCode, area) => {
    const query = parseQuery(machinesAddress({ areaCode, status: 'ACTIVE' }, { categoryCode: 'FORKLIFT' }))
    expect(query).toMatchObject({ ...area, status: 'ACTIVE', categoryCode: 'FORKLIFT' })
  })

  it('knows the length of every month', () => {
    expect(daysOf('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(daysOf('2025-02')).toEqual({ from: '2025-02-01', to: '2025-02-28' })
    expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  })
})
