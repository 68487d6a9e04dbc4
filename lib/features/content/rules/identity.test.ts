import { expect, test } from 'vitest'
import { filingContent } from '../schema/content'
import { machineTitle } from './identity'

const title = (content: object) => machineTitle('挖掘机', filingContent.parse(content))

test('a machine of a fleet is named by its own serial, else PIN, else plate; by its engine only as such', () => {
  const engine = { serial: 'WP123' }
  expect(title({ machine: { serial: 'SE215-1', pin: 'PIN1' }, plate: '京A1', engine })).toBe('挖掘机 SE215-1')
  expect(title({ machine: { pin: 'PIN1' }, plate: '京A1', engine })).toBe('挖掘机 PIN1')
  expect(title({ plate: '京A1', engine })).toBe('挖掘机 京A1')
  expect(title({ engine })).toBe('挖掘机 发动机出厂编号 WP123')
  expect(machineTitle(null, filingContent.parse({}))).toBe('')
})
