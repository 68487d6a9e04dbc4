import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'

/** Bureaus and the offices where owners collect: /api/console/bureaus. */

export const bureauDto = z.object({
  id: z.uuid(),
  name: z.string(),
  divisionCode: z.string(),
  divisionName: z.string(),
  officeName: z.string(),
  address: z.string(),
  phone: z.string(),
  hours: z.string(),
  /** Active staff. */
  staffCount: z.number().int(),
  /** Numbers still to be collected here. */
  waitingCount: z.number().int(),
  disabledAt: z.iso.datetime().nullable(),
})
export type BureauDto = z.output<typeof bureauDto>

const text = (label: string, max: number) =>
  z.string(`请填写${label}`).trim().min(1, `请填写${label}`).max(max, `${label}不能超过 ${max} 字`)

const fields = z.object({
  name: text('机构名称', 60),
  divisionCode: z.string('请选择管辖区划').regex(DIVISION_CODE_PATTERN, '请选择管辖区划'),
  officeName: text('窗口名称', 60),
  address: text('地址', 120),
  phone: text('电话', 40),
  hours: text('办公时间', 80),
})
export type BureauFields = z.output<typeof fields>

const path = '/api/console/bureaus'
const auth = 'staff' as const
const action = 'bureau.manage' as const
const params = z.object({ id: z.uuid() })

/** The whole area, without paging: a province has a few hundred. */
export const listBureausEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '本辖区机构',
  auth,
  action: 'bureau.read',
  response: z.object({ data: z.array(bureauDto) }),
})
export const createBureauEndpoint = endpoint({
  method: 'POST',
  path,
  summary: '新增机构',
  auth,
  action,
  body: fields,
  response: bureauDto,
  status: 201,
})
/** The division cannot be changed: pickups and numbers of the area depend on it. */
export const updateBureauEndpoint = endpoint({
  method: 'PATCH',
  path: `${path}/{id}`,
  summary: '修改机构名称和领取窗口',
  auth,
  action,
  params,
  body: fields.omit({ divisionCode: true }).partial(),
  response: bureauDto,
})
export const disableBureauEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/disable`,
  summary: '停用机构：其人员的登录立即失效',
  auth,
  action,
  params,
  response: bureauDto,
})
export const enableBureauEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/enable`,
  summary: '恢复机构',
  auth,
  action,
  params,
  response: bureauDto,
})
