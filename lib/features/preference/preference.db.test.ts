import { expect, it } from 'vitest'
import { preferenceRoutes } from '@/lib/features/preference/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'

const { getPreference: GET, setPreference: PUT } = preferenceRoutes

it('stores the columns of a list per officer until they are deleted', async () => {
  const { headers } = await staffSession(db(), 'SUPERVISOR', '130200')
  const other = await staffSession(db(), 'REVIEWER', '130202')
  const params = { key: 'machine-columns' }
  const read = async (by: Record<string, string>) => (await callRoute(GET, { params, headers: by })).body
  expect(await read(headers)).toEqual({ value: null })
  const value = ['registrationNumber', 'owner']
  expect((await callRoute(PUT, { params, body: { value }, headers })).body).toEqual({ value })
  expect(await read(headers)).toEqual({ value })
  expect(await read(other.headers)).toEqual({ value: null })
  await callRoute(PUT, { params, body: { value: null }, headers })
  expect(await read(headers)).toEqual({ value: null })
  expect((await callRoute(GET, { params: { key: 'anything' }, headers })).status).toBe(404)
})

it('keeps frequent sentences of an officer: trimmed, different, at most 20, and none for the columns', async () => {
  const { headers } = await staffSession(db(), 'REVIEWER', '130202')
  const put = (key: string, value: string[]) => callRoute(PUT, { params: { key }, body: { value }, headers })
  const phrases = (value: string[]) => put('return-phrases', value)
  expect((await phrases([' 请在白天重拍 ', '铭牌四角要完整'])).body).toEqual({
    value: ['请在白天重拍', '铭牌四角要完整'],
  })
  const twenty = Array.from({ length: 20 }, (_, at) => `第 ${at} 句`)
  expect((await phrases(twenty)).status).toBe(200)
  for (const wrong of [[...twenty, '再一句'], ['同一句', '同一句'], [''], ['长'.repeat(101)]])
    expect((await phrases(wrong)).status).toBe(422)
  const read = await callRoute(GET, { params: { key: 'return-phrases' }, headers })
  expect(read.body).toEqual({ value: twenty })
  const refused = await put('machine-columns', ['请在白天重拍'])
  expect(refused).toMatchObject({ status: 422, body: { code: 'INVALID', errors: [{ path: 'value.0' }] } })
})
