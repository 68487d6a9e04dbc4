import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { phoneInput } from '@/lib/features/account/schema'
import { purpose, purposeText } from '@/lib/features/disclosure/schema'

/** 使用人: who uses a machine, as its owner declares; nobody has checked it (docs/decisions/0074). */

/** On every screen that shows one. */
export const DECLARED = '由机主申报，未经核实'

export const MACHINE_USER_KINDS = ['LESSEE', 'USER'] as const
const kind = z.enum(MACHINE_USER_KINDS, '请选择承租人或其他使用人')
export type MachineUserKind = z.output<typeof kind>
export const MACHINE_USER_KIND_LABELS: Record<MachineUserKind, string> = {
  LESSEE: '承租人',
  USER: '其他使用人',
}

const type = z.enum(['PERSON', 'UNIT'], '请选择个人或单位')
const day = z.iso.date('日期应为 年-月-日，如 2026-09-10')
const name = z
  .string('请填写姓名或单位名称')
  .trim()
  .min(2, '请填写姓名或单位名称')
  .max(100, '名称不能超过 100 个字')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, '名称含有不能使用的字符')

const period = { from: day, until: day.nullable() }

/** As its owner sees it: the name that was typed, the phone masked. */
export const machineUserDto = z.object({
  id: z.uuid(),
  kind,
  type,
  name: z.string(),
  phoneMasked: z.string().nullable(),
  ...period,
})
export type MachineUserDto = z.output<typeof machineUserDto>

/** As an officer sees it: a person's name masked; a unit's is no personal data. */
export const consoleMachineUser = machineUserDto.extend({
  /** Declared by whoever owns the machine now. */
  byOwnerNow: z.boolean(),
})
export type ConsoleMachineUser = z.output<typeof consoleMachineUser>

export const machineUserInput = z.object({
  kind,
  type,
  name,
  phone: phoneInput.nullable().default(null),
  from: day,
  until: day.nullable().default(null),
})
export type MachineUserInput = z.output<typeof machineUserInput>

/** Absent: as it was; null: none. */
export const machineUserChange = z.object({
  kind: kind.optional(),
  type: type.optional(),
  name: name.optional(),
  phone: phoneInput.nullable().optional(),
  from: day.optional(),
  until: day.nullable().optional(),
})
export type MachineUserChange = z.output<typeof machineUserChange>

const users = '/api/v1/machines/{id}/users'
const auth = 'account' as const
const params = z.object({ id: z.uuid() })
const one = params.extend({ userId: z.uuid() })

export const listMachineUsersEndpoint = endpoint({
  method: 'GET',
  path: users,
  summary: '机械使用人：本机主申报的，新的在前（未经核实）',
  auth,
  params,
  response: z.object({ data: z.array(machineUserDto) }),
})
export const addMachineUserEndpoint = endpoint({
  method: 'POST',
  path: users,
  summary: '申报机械使用人：使用期不能与本机主申报的其他使用人重叠',
  auth,
  params,
  body: machineUserInput,
  response: machineUserDto,
  status: 201,
})
export const changeMachineUserEndpoint = endpoint({
  method: 'PATCH',
  path: `${users}/{userId}`,
  summary: '修改或结束（until）一名使用人',
  auth,
  params: one,
  body: machineUserChange,
  response: machineUserDto,
})
export const deleteMachineUserEndpoint = endpoint({
  method: 'DELETE',
  path: `${users}/{userId}`,
  summary: '删除一名填错的使用人',
  auth,
  params: one,
})

/** Audited with the purpose. */
export const revealMachineUserEndpoint = endpoint({
  method: 'POST',
  path: '/api/console/machines/{id}/users/{userId}/reveal',
  summary: '查看使用人完整姓名和电话（留痕）',
  auth: 'staff',
  action: 'machine.reveal',
  params: one,
  body: z.object({ purpose, purposeText: purposeText.optional() }),
  response: z.object({ name: z.string(), phone: z.string().nullable() }),
  limits: ['reveal'],
})
