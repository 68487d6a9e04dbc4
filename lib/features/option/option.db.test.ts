import { describe, expect, it } from 'vitest'
import { findField } from '@/lib/features/content/schema/fields'
import { divisionRoutes } from '@/lib/features/division/routes'
import { listDivisionsEndpoint } from '@/lib/features/division/schema'
import { optionRoutes } from '@/lib/features/option/routes'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { getOptionsEndpoint } from './schema'

const { listDivisions: getDivisions } = divisionRoutes
const { getOptions } = optionRoutes

async function below(parent?: string) {
  const answer = await callRoute(getDivisions, { query: parent ? { parent } : {} })
  expect(answer.status).toBe(200)
  return listDivisionsEndpoint.response?.parse(answer.body).data ?? []
}

describe('GET /api/v1/divisions', () => {
  it('leads from provinces to districts in a picker of three levels', async () => {
    const provinces = await below()
    expect(provinces).toHaveLength(34)
    expect(provinces[0]).toEqual({
      code: '110000',
      name: '北京市',
      fullName: '北京市',
      level: 1,
      leaf: false,
      ended: false,
    })
    expect((await below('130000')).find(({ code }) => code === '130200')).toMatchObject({ leaf: false })
    expect((await below('130200')).find(({ code }) => code === '130202')?.fullName).toBe(
      '河北省 唐山市 路南区',
    )
  })

  it('lists the districts of a municipality at once, and nothing below a leaf', async () => {
    const beijing = await below('110000')
    expect(beijing).toHaveLength(16)
    expect(beijing[0]).toMatchObject({
      code: '110101',
      name: '东城区',
      fullName: '北京市 东城区',
      leaf: true,
    })
    expect(await below('441900')).toEqual([])
    expect(await below('999999')).toEqual([])
  })

  it('offers only divisions in force', async () => {
    await db().division.update({ where: { code: '110109' }, data: { validTo: new Date('2020-01-01') } })
    expect((await below('110000')).some(({ code }) => code === '110109')).toBe(false)
  })

  it('may be cached by any client, and refuses a malformed parent', async () => {
    const answer = await callRoute(getDivisions)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
    expect((await callRoute(getDivisions, { query: { parent: '11' } })).status).toBe(400)
  })
})

describe('GET /api/v1/options', () => {
  it('has everything that a form needs', async () => {
    const answer = await callRoute(getOptions)
    expect(answer.status).toBe(200)
    const options = getOptionsEndpoint.response?.parse(answer.body)
    if (!options) throw new Error('no options')
    expect(options.photoSlots.map(({ code }) => code)).toEqual([...PHOTO_SLOT_CODES])
    expect(options.photoSlots.every(({ name, hint }) => name && hint)).toBe(true)
    expect(options.categories.find(({ code }) => code === 'BULLDOZER')).toEqual({
      code: 'BULLDOZER',
      name: '推土机',
      onsiteOnly: false,
    })
    expect(options.returnReasons[0]).toMatchObject({ code: 'PHOTO_UNCLEAR', name: '图片不清晰' })
    const ruled = options.requirements.photos.flatMap(({ slots }) => slots)
    expect(ruled).toEqual(expect.arrayContaining(['BODY_FRONT', 'CERTIFICATE', 'CHECKLIST_FRONT']))
  })

  it('names only fields and photos that exist', async () => {
    const options = getOptionsEndpoint.response?.parse((await callRoute(getOptions)).body)
    const slots = new Set<string>(PHOTO_SLOT_CODES.map((slot) => `photos.${slot}`))
    const paths = [...(options?.requirements.fields ?? [])]
    for (const { fields } of options?.returnReasons ?? []) paths.push(...fields)
    expect(paths.filter((path) => !findField(path) && !slots.has(path))).toEqual([])
  })
})
