import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { auditWords } from '@/lib/core/audit-words'
import { endpoint } from '@/lib/core/endpoint'
import { pendingAct } from '@/lib/features/second-person/schema'

/** Number series: /api/console/series. */

/** A number body has eight characters: a series' prefix of 0–4 and its serial in digits (domain.md, Registration number). */
export const BODY_LENGTH = 8
/** Without I and O, which look like 1 and 0. */
export const PREFIX_PATTERN = /^[0-9A-HJ-NP-Z]{0,4}$/

/** The greatest serial for a prefix: 999,999 with two characters. */
export function greatestSerial(prefix: string): number {
  return 10 ** (BODY_LENGTH - prefix.length) - 1
}

export const series = z.object({
  id: z.uuid(),
  divisionCode: z.string(),
  divisionName: z.string(),
  prefix: z.string(),
  firstSerial: z.number().int(),
  lastSerial: z.number().int(),
  firstBody: z.string(),
  lastBody: z.string(),
  /** Null if the series is exhausted. */
  nextBody: z.string().nullable(),
  used: z.number().int(),
  /** Numbers left; 0 while disabled. */
  left: z.number().int(),
  /** Fewer are left than `warnBelow`. */
  low: z.boolean(),
  warnBelow: z.number().int(),
  enabled: z.boolean(),
  /** False for a series of the city or province above, which the actor's area also draws from. */
  own: z.boolean(),
  /** No number of it was issued: it can be deleted. */
  unused: z.boolean(),
  /** Its deletion, waiting for a second person; null for a series of the area above. */
  pendingAct: pendingAct.nullable(),
  createdAt: z.iso.datetime(),
})
export type Series = z.output<typeof series>

const serial = z
  .number({ error: '请填写流水号' })
  .int('流水号应为整数')
  .min(0, '流水号不能小于 0')
  .max(99_999_999)
const warnBelow = z.number({ error: '请填写预警数量' }).int('应为整数').min(0, '不能小于 0').max(99_999_999)

const newSeries = z
  .object({
    divisionCode: z.string().regex(DIVISION_CODE_PATTERN, '请选择所属区划'),
    prefix: z
      .string()
      .trim()
      .toUpperCase()
      .regex(PREFIX_PATTERN, '前缀为 0 至 4 位字母或数字，不含字母 I 和 O'),
    firstSerial: serial,
    lastSerial: serial,
    warnBelow: warnBelow.default(1000),
  })
  .refine(({ firstSerial, lastSerial }) => firstSerial <= lastSerial, {
    path: ['lastSerial'],
    error: '止号不能小于起号',
  })
  .refine(({ prefix, lastSerial }) => lastSerial <= greatestSerial(prefix), {
    path: ['lastSerial'],
    error: '前缀加流水号超过 8 位，请减小止号或缩短前缀',
  })

const params = z.object({ id: z.uuid() })
const path = '/api/console/series'
const auth = 'staff' as const

export const listSeriesEndpoint = endpoint({
  method: 'GET',
  path,
  summary: '号段',
  auth,
  action: 'series.read',
  response: z.object({ data: z.array(series) }),
})
export const createSeriesEndpoint = endpoint({
  method: 'POST',
  path,
  summary: '新增号段',
  auth,
  action: 'series.manage',
  body: newSeries,
  response: series,
  status: 201,
})
/** Prefix and first number cannot change, because issued numbers depend on them. */
export const patchSeriesEndpoint = endpoint({
  method: 'PATCH',
  path: `${path}/{id}`,
  summary: '修改号段（止号、预警数量、启用）',
  auth,
  action: 'series.manage',
  params,
  body: z
    .object({
      lastSerial: serial.optional(),
      warnBelow: warnBelow.optional(),
      enabled: z.boolean().optional(),
    })
    .refine((change) => Object.values(change).some((value) => value !== undefined), '没有要修改的内容'),
  response: series,
})
/** Of a series that no number was issued from, with the last number that was seen. */
export const deleteSeriesEndpoint = endpoint({
  method: 'POST',
  path: `${path}/{id}/delete`,
  summary: '删除没有发放过号码的号段（规则要求时先待第二人确认）',
  auth,
  action: 'series.manage',
  params,
  body: z.strictObject({
    lastSerial: serial,
    reason: auditWords(z.string().trim().min(2, '请填写原因').max(500, '原因不能超过 500 个字')),
  }),
  /** Waiting: nothing is deleted yet. */
  response: z.object({ waiting: z.boolean() }),
})
