import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** An officer's settings of a page, stored with the account instead of the browser: /api/console/preferences. */
export const PREFERENCE_KEYS = ['machine-columns'] as const
export type PreferenceKey = (typeof PREFERENCE_KEYS)[number]

const params = z.object({ key: z.enum(PREFERENCE_KEYS) })
/** Names in order, e.g. the columns of a list; null: the page's default. */
const value = z
  .array(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/))
  .max(60)
  .nullable()
const preference = z.object({ value })

export const getPreferenceEndpoint = endpoint({
  method: 'GET',
  path: '/api/console/preferences/{key}',
  summary: '我的页面设置',
  auth: 'staff',
  action: 'console.use',
  params,
  response: preference,
})
export const setPreferenceEndpoint = endpoint({
  method: 'PUT',
  path: '/api/console/preferences/{key}',
  summary: '保存我的页面设置',
  auth: 'staff',
  action: 'console.use',
  params,
  body: z.strictObject({ value }),
  response: preference,
})
