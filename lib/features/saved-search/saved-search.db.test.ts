import { expect, it } from 'vitest'
import { savedSearchRoutes } from '@/lib/features/saved-search/routes'
import { db } from '@/lib/server/database/db'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import type { SavedSearch } from './schema'

const { deleteSavedSearch: DELETE, listSavedSearches: GET, saveSearch: POST } = savedSearchRoutes

type List = { data: SavedSearch[] }

it('stores searches by name for each officer, audited', async () => {
  const { id: staffId, headers } = await staffSession(db(), 'SUPERVISOR', '130200')
  const other = await staffSession(db(), 'SUPERVISOR', '130200')
  const save = (name: string, query: string, by = headers) =>
    callRoute<SavedSearch>(POST, { body: { name, query }, headers: by })
  expect((await save('国三挖掘机', 'categoryCode=EXCAVATOR&stage=3')).status).toBe(201)
  const replaced = await save('国三挖掘机', 'categoryCode=EXCAVATOR&stage=2')
  await save('国三挖掘机', 'stage=3', other.headers)

  const { body } = await callRoute<List>(GET, { headers })
  expect(body.data).toEqual([
    { id: replaced.body.id, name: '国三挖掘机', query: 'categoryCode=EXCAVATOR&stage=2' },
  ])
  const params = { id: replaced.body.id }
  expect((await callRoute(DELETE, { params, headers: other.headers })).status).toBe(204)
  expect((await callRoute<List>(GET, { headers })).body.data).toHaveLength(1)
  expect((await callRoute(DELETE, { params, headers })).status).toBe(204)
  expect((await callRoute<List>(GET, { headers })).body.data).toEqual([])
  const events = await db().auditEvent.findMany({ where: { actorId: staffId }, orderBy: { id: 'asc' } })
  expect(events.map(({ action }) => action)).toEqual([
    'saved-search.save',
    'saved-search.save',
    'saved-search.delete',
  ])
})

it('stores no phone and no ID number in plain text', async () => {
  const { headers } = await staffSession(db(), 'SUPERVISOR', '130200')
  for (const q of ['139 1234 5678', '11010519491231002x']) {
    const query = new URLSearchParams({ q }).toString()
    const { status, body } = await callRoute(POST, { body: { name: '某人', query }, headers })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path: 'query' }])
  }
  expect(await db().savedSearch.count({ where: { name: '某人' } })).toBe(0)
})
