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
