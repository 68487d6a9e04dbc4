import { expect, it } from 'vitest'
import { SETTINGS, type SettingValue } from '../schema/settings'
import { looserFields, strictest } from './strictest'

const wide: SettingValue<'staff-sign-in'> = {
  idleMinutes: 30,
  secondFactorRoles: ['REVIEWER', 'COUNTER'],
  passwordHistory: 3,
  passwordMaxDays: 90,
  activationHours: 72,
  issuedPasswordHours: 72,
}

it('takes of each field what demands more', () => {
  const own: SettingValue<'staff-sign-in'> = {
    idleMinutes: 60,
    secondFactorRoles: ['SUPERVISOR'],
    passwordHistory: 5,
    passwordMaxDays: 0,
    activationHours: 24,
    issuedPasswordHours: 24,
  }
  expect(strictest('staff-sign-in', wide, own)).toEqual({
    idleMinutes: 30,
    secondFactorRoles: ['REVIEWER', 'COUNTER', 'SUPERVISOR'],
    passwordHistory: 5,
    passwordMaxDays: 90,
    activationHours: 24,
    issuedPasswordHours: 24,
  })
  expect(looserFields('staff-sign-in', wide, own)).toEqual([
    'idleMinutes',
    'secondFactorRoles',
    'passwordMaxDays',
  ])
})

it('a demand of the area where the wider one has none', () => {
  const own = { ...wide, passwordMaxDays: 30 }
  expect(strictest('staff-sign-in', { ...wide, passwordMaxDays: 0 }, own).passwordMaxDays).toBe(30)
  expect(looserFields('staff-sign-in', { ...wide, passwordMaxDays: 0 }, own)).toEqual([])
})

it('an act that needs a second person needs one below as well', () => {
  const { initial } = SETTINGS['second-person']
  const off = { ...initial, REVOKE_MACHINE: false, lapseHours: 100 }
  expect(strictest('second-person', initial, off)).toEqual(initial)
  expect(looserFields('second-person', initial, off)).toEqual(['REVOKE_MACHINE', 'lapseHours'])
  expect(looserFields('second-person', initial, { ...initial, lapseHours: 24 })).toEqual([])
})
