import { describe, expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { seedReference } from '@/prisma/seed/reference'
import { listAll, listItems } from './queries/lists'
import { findSetting } from './queries/settings'
import { LIST_NAMES, SETTINGS } from './schema/settings'

const put = (key: string, divisionCode: string, value: object) =>
  db().setting.upsert({
    where: { key_divisionCode: { key, divisionCode } },
    create: { key, divisionCode, value },
    update: { value },
  })

describe('findSetting', () => {
  it('starts with the defaults, which match their schemas', async () => {
    expect(await findSetting(db(), 'review-deadline', '110101')).toEqual({
      days: 5,
      warnDays: 3,
      claimMinutes: 30,
    })
    for (const { schema, initial } of Object.values(SETTINGS)) expect(schema.parse(initial)).toEqual(initial)
  })

  it('uses the nearest row: district, city, province, country', async () => {
    const value = (days: number) => ({ days, warnDays: 1, claimMinutes: 30 })
    const days = async (code: string | null) => (await findSetting(db(), 'review-deadline', code)).days
    await put('review-deadline', '000000', value(9))
    expect(await days('130202')).toBe(9)
    await put('review-deadline', '130000', value(8))
    await put('review-deadline', '130200', value(7))
    expect(await days('130202')).toBe(7)
    expect(await days('130102')).toBe(8)
    expect(await days('110101')).toBe(9)
    expect(await days(null)).toBe(9)
    await put('review-deadline', '130202', value(6))
    expect(await days('130202')).toBe(6)
    expect(await days('130203')).toBe(7)
  })

  it('skips a row that it cannot read', async () => {
    await put('card-text', '110101', { title: 7 })
    expect((await findSetting(db(), 'card-text', '110101')).title).toBe('非道路移动机械环保信息采集卡')
  })
})

describe('lists', () => {
  it('has the contract’s codes, in order, disabled ones only on request', async () => {
    const lists = await listAll(db())
    expect(lists.CATEGORY.map(({ code }) => code).slice(0, 3)).toEqual(['EXCAVATOR', 'CRANE', 'BULLDOZER'])
    expect(lists.STAGE.map(({ code, name }) => `${code}${name}`)).toEqual([
      '0国一前',
      '1国一',
      '2国二',
      '3国三',
      '4国四',
      'D电动',
      'X无排放阶段（或无法确定）',
    ])
    expect(lists.CATEGORY.some(({ code }) => code === 'ROTARY_DRILL')).toBe(false)
    const all = await listItems(db(), 'CATEGORY', { withDisabled: true })
    expect(all.find(({ code }) => code === 'ROTARY_DRILL')).toMatchObject({ enabled: false })
    expect(all.find(({ code }) => code === 'ONSITE_COACH')).toMatchObject({ onsiteOnly: true })
    expect(lists.RETURN_REASON.find(({ code }) => code === 'CERTIFICATE_MISSING')?.fields).toEqual([
      'photos.CERTIFICATE',
    ])
    for (const name of LIST_NAMES) expect(lists[name].length, name).toBeGreaterThan(0)
  })

  it('keeps an administrator’s changes when reference data are seeded again', async () => {
    const where = { list_code: { list: 'FUEL', code: 'METHANOL' } } as const
    await db().listItem.update({ where, data: { name: '甲醇燃料', enabled: false } })
    await db().division.update({ where: { code: '110101' }, data: { name: '东城' } })
    await db().listItem.delete({ where: { list_code: { list: 'FUEL', code: 'LPG' } } })
    await seedReference(db())
    expect(await db().listItem.findUnique({ where })).toMatchObject({ name: '甲醇燃料', enabled: false })
    expect(await db().division.findUnique({ where: { code: '110101' } })).toMatchObject({ name: '东城' })
    expect(await db().listItem.count({ where: { list: 'FUEL', code: 'LPG' } })).toBe(1)
  })
})
