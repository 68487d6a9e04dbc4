import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** Searches of machines that an officer saved under a name: /api/console/saved-searches. */

/** As many as fit in a menu. */
export const MAX_SAVED_SEARCHES = 50

const savedSearch = z.object({
  id: z.uuid(),
  name: z.string(),
  /** URL query of the search page, without the question mark. */
  query: z.string(),
})
export type SavedSearch = z.output<typeof savedSearch>

export const listSavedSearchesEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/saved-searches',
  summary: '我保存的查询',
  auth: 'staff',
  action: 'machine.read',
  response: z.object({ data: z.array(savedSearch) }),
})
export const saveSearchEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/saved-searches',
  summary: '保存查询；同名的被替换',
  auth: 'staff',
  action: 'machine.read',
  body: z.strictObject({
    name: z.string().trim().min(1, '请填写名称').max(30, '名称不能超过 30 个字'),
    query: z.string().max(1000, '查询条件过长'),
  }),
  response: savedSearch,
  status: 201,
})
export const deleteSavedSearchEndpoint = endpoint({
  method: 'DELETE',
  path: '/api/console/saved-searches/{id}',
  summary: '删除保存的查询',
  auth: 'staff',
  action: 'machine.read',
  params: z.object({ id: z.uuid() }),
})
