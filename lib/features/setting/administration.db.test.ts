import { expect, test } from 'vitest'
import { settingRoutes } from '@/lib/features/setting/routes'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { callRoute } from '@/testing/call-route'
import { staffSession } from '@/testing/staff-session'
import { listItems } from './queries/lists'
import { findSetting } from './queries/settings'
import { type ListItem, type ListName, SETTINGS } from './schema/settings'

const {
  updateListItem: update,
  addListItem: add,
  orderList: order,
  listSettingLists: getLists,
  clearRule: clear,
  setRule: set,
  getRules,
} = settingRoutes

const administrator = (division = '110000') => staffSession(db(), 'ADMINISTRATOR', division)
/** Lists are those of the whole country. */
const national = () => administrator('000000')
const codesOf = async (list: ListName) =>
  (await listItems(db(), list, { withDisabled: true })).map(({ code }) => code)

test('an item is added at the end, renamed, disabled; its code does not change', async () => {
  const { headers } = await national()
  const params = { list: 'CATEGORY' }
  const body = { code: 'TUNNEL_BORER', name: '盾构机' }
  const made = await callRoute<ListItem>(add, { headers, params, body })
  expect(made.status).toBe(201)
  expect((await codesOf('CATEGORY')).at(-1)).toBe('TUNNEL_BORER')
  const again = await callRoute(add, { headers, params, body })
  expect([again.status, again.body.errors?.[0]?.path]).toEqual([422, 'code'])

  const item = { ...params, code: 'TUNNEL_BORER' }
  await callRoute(update, { headers, params: item, body: { name: '隧道掘进机', enabled: false, code: 'X1' } })
  const stored = (await listItems(db(), 'CATEGORY', { withDisabled: true })).at(-1)
  expect(stored).toMatchObject({ code: 'TUNNEL_BORER', name: '隧道掘进机', enabled: false })
  const events = await db().auditEvent.findMany({ where: { subjectId: 'CATEGORY/TUNNEL_BORER' } })
  expect(events.map(({ action }) => action)).toEqual(['setting.add-item', 'setting.update-item'])
})

test('a return reason stores its fields', async () => {
  const { headers } = await national()
  const params = { list: 'RETURN_REASON', code: 'PHOTO_UNCLEAR' }
  const fields = ['photos.BODY_FRONT', 'machine.serial']
  await callRoute(update, { headers, params, body: { fields } })
  await callRoute(update, { headers, params, body: { name: '图片不清晰' } })
  const items = await listItems(db(), 'RETURN_REASON')
  expect(items.find(({ code }) => code === 'PHOTO_UNCLEAR')?.fields).toEqual(fields)
})

test('stages are fixed; a list never becomes empty, even if its last two items are disabled concurrently', async () => {
  const { headers } = await national()
  const off = (list: string, code: string) =>
    callRoute(update, { headers, params: { list, code }, body: { enabled: false } })
  expect((await off('STAGE', '1')).status).toBe(409)
  const body = { code: 'STAGE_9', name: '国九' }
  expect((await callRoute(add, { headers, params: { list: 'STAGE' }, body })).status).toBe(409)
  expect((await off('DPF_REGENERATION', 'ACTIVE')).status).toBe(200)
  const last = await Promise.all([off('DPF_REGENERATION', 'PASSIVE'), off('DPF_REGENERATION', 'COMBINED')])
  expect(last.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await off('DPF_REGENERATION', 'NO_SUCH')).status).toBe(404)
})

test('the order is changed as a whole or not at all', async () => {
  const { headers } = await national()
  const params = { list: 'FUEL' }
  const codes = (await codesOf('FUEL')).toReversed()
  expect((await callRoute(order, { headers, params, body: { codes } })).status).toBe(204)
  expect(await codesOf('FUEL')).toEqual(codes)
  const partly = await callRoute(order, { headers, params, body: { codes: codes.slice(1) } })
  expect([partly.status, partly.body.code]).toEqual([409, 'VERSION_CONFLICT'])
  const lists = await callRoute<{ data: { list: string; items: ListItem[] }[] }>(getLists, { headers })
  const fuels = lists.body.data.find(({ list }) => list === 'FUEL')?.items
  expect(fuels?.map(({ code }) => code)).toEqual(codes)
})

test('a district’s or a province’s administrator cannot switch a fuel off for the country, nor add or order items', async () => {
  for (const area of ['110101', '110000']) {
    const { headers } = await administrator(area)
    const params = { list: 'FUEL', code: 'DIESEL' }
    expect((await callRoute(update, { headers, params, body: { enabled: false } })).status).toBe(403)
    const body = { code: 'METHANOL', name: '甲醇' }
    expect((await callRoute(add, { headers, params: { list: 'FUEL' }, body })).status).toBe(403)
    const codes = (await codesOf('FUEL')).toReversed()
    const ordered = await callRoute(order, { headers, params: { list: 'FUEL' }, body: { codes } })
    expect(ordered.status).toBe(403)
    expect((await callRoute(getLists, { headers })).status).toBe(200)
  }
  const fuels = await listItems(db(), 'FUEL')
  expect(fuels.some(({ code }) => code === 'DIESEL')).toBe(true)
})

type Rules = { data: { key: string; value: unknown; setBy: string | null }[] }
const deadline = async (headers: Record<string, string>) => {
  const { body } = await callRoute<Rules>(getRules, { headers })
  return body.data.find(({ key }) => key === 'review-deadline')
}

test('a rule applies in its area and below until it is removed', async () => {
  const beijing = await administrator()
  const dongcheng = await administrator('110101')
  const params = { key: 'review-deadline' }
  const value = { days: 7, warnDays: 4, claimMinutes: 20 }
  expect((await callRoute(set, { headers: beijing.headers, params, body: { value } })).status).toBe(200)
  expect(await deadline(dongcheng.headers)).toMatchObject({ value, setBy: '110000' })
  expect(await findSetting(db(), 'review-deadline', '130200')).toMatchObject({ days: 5 })

  const narrower = { ...value, days: 6 }
  await callRoute(set, { headers: dongcheng.headers, params, body: { value: narrower } })
  expect(await deadline(dongcheng.headers)).toMatchObject({ value: narrower, setBy: '110101' })
  expect(await deadline(beijing.headers)).toMatchObject({ value })
  await callRoute(clear, { headers: dongcheng.headers, params })
  expect(await deadline(dongcheng.headers)).toMatchObject({ value, setBy: '110000' })
  const actions = await db().auditEvent.findMany({ where: { subjectId: 'review-deadline/110101' } })
  expect(actions.map(({ action }) => action)).toEqual(['setting.set-rule', 'setting.clear-rule'])
})

test('rules of security belong to the security administrator, all others to the administrator', async () => {
  const system = await administrator('110101')
  const security = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110101')
  const statusOf = async (route: Route, headers: Record<string, string>, key: string, value: unknown) =>
    (await callRoute(route, { headers, params: { key }, body: { value } })).status
  const off = { ...SETTINGS['second-person'].initial, REVOKE_MACHINE: false }
  const { setSecurityRule } = settingRoutes
  expect(await statusOf(setSecurityRule, system.headers, 'second-person', off)).toBe(403)
  expect(await statusOf(set, system.headers, 'second-person', off)).toBe(404)
  expect(await statusOf(set, system.headers, 'retention', SETTINGS.retention.initial)).toBe(404)
  const days = SETTINGS['review-deadline'].initial
  expect(await statusOf(set, security.headers, 'review-deadline', days)).toBe(403)
  expect(await statusOf(setSecurityRule, security.headers, 'review-deadline', days)).toBe(404)
  expect(await findSetting(db(), 'second-person', '110101')).not.toEqual(off)
  expect(await statusOf(setSecurityRule, security.headers, 'second-person', off)).toBe(200)
  expect(await findSetting(db(), 'second-person', '110101')).toEqual(off)

  const keysOf = async (route: Route, { headers }: { headers: Record<string, string> }) =>
    (await callRoute<Rules>(route, { headers })).body.data.map(({ key }) => key)
  expect(await keysOf(settingRoutes.getSecurityRules, security)).toEqual([
    'second-person',
    'staff-sign-in',
    'code-limits',
    'owner-sign-in',
    'personal-access',
  ])
  expect(await keysOf(getRules, system)).not.toContain('second-person')
})

test('an area demands no less than the wider one, whatever stands in its own row', async () => {
  const nation = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '000000')
  const district = await staffSession(db(), 'SECURITY_ADMINISTRATOR', '110105')
  const params = { key: 'staff-sign-in' }
  const lay = ({ headers }: { headers: Record<string, string> }, value: unknown) =>
    callRoute(settingRoutes.setSecurityRule, { headers, params, body: { value } })
  const plain = { ...SETTINGS['staff-sign-in'].initial, secondFactorRoles: ['REVIEWER'] }
  const [none, longer] = [
    { ...plain, secondFactorRoles: [] },
    { ...plain, idleMinutes: 60 },
  ]
  // By default every role needs a second factor, which only the whole country may give up.
  expect((await lay(district, plain)).status).toBe(422)
  expect((await lay(nation, plain)).status).toBe(200)
  expect((await lay(district, none)).body.errors?.map(({ path }) => path)).toEqual([
    'value.secondFactorRoles',
  ])
  expect((await lay(district, longer)).body.errors?.map(({ path }) => path)).toEqual(['value.idleMinutes'])
  const shorter = { ...plain, idleMinutes: 20 }
  expect((await lay(district, shorter)).status).toBe(200)
  // The nation demands more later: the row of the district takes nothing of it back.
  await lay(nation, { ...plain, secondFactorRoles: ['REVIEWER', 'COUNTER'], idleMinutes: 25 })
  expect(await findSetting(db(), 'staff-sign-in', '110105')).toMatchObject({
    secondFactorRoles: ['REVIEWER', 'COUNTER'],
    idleMinutes: 20,
  })
})

test('errors are reported by path', async () => {
  const { headers } = await administrator('110101')
  const params = { key: 'review-deadline' }
  const value = { days: 2, warnDays: 9, claimMinutes: 20 }
  const bad = await callRoute(set, { headers, params, body: { value } })
  expect([bad.status, bad.body.errors?.[0]?.path]).toEqual([422, 'value.warnDays'])
})
