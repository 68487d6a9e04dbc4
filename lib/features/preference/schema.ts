import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'

/** An officer's settings of a page, stored with the account instead of the browser: /api/console/preferences. */
export const PREFERENCE_KEYS = ['machine-columns', 'return-phrases'] as const
export type PreferenceKey = (typeof PREFERENCE_KEYS)[number]

const params = z.object({ key: z.enum(PREFERENCE_KEYS) })
/** What each preference may hold (`rules.ts`). */
export const PREFERENCE_VALUES: Record<PreferenceKey, z.ZodType<string[]>> = {
  /** Names of columns in order. */
  'machine-columns': z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, '列名不正确')).max(60),
  /** An officer's own frequent sentences, the newest last. */
  'return-phrases': z
    .array(z.string().trim().min(1, '常用语不能为空').max(100, '常用语不能超过 100 字'))
    .max(20, '常用语最多 20 条')
    .refine((phrases) => new Set(phrases).size === phrases.length, '常用语重复'),
}
/** null: the page's default. */
const value = z.array(z.string().max(200)).max(60).nullable()
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
