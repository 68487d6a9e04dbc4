import { z } from 'zod'
import { DIVISION_CODE_PATTERN } from '@/lib/core/area'
import { endpoint } from '@/lib/core/endpoint'

export const divisionCode = z.string().regex(DIVISION_CODE_PATTERN, '区划代码应为 6 位数字')

export const division = z.object({
  code: z.string(),
  name: z.string(),
  /** 北京市 东城区: the name with the levels above. */
  fullName: z.string(),
  /** 1 province, 2 city, 3 district. */
  level: z.number().int(),
  /** Has no divisions below: a filing may use it. */
  leaf: z.boolean(),
  /** Abolished: never listed, only returned by code, to display older records. */
  ended: z.boolean(),
})
export type DivisionDto = z.output<typeof division>

export const listDivisionsEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/divisions',
  summary: '行政区划：省级，或 parent 之下一级；code 只取这一个，含已撤销的',
  auth: 'public',
  query: z.object({ parent: divisionCode.optional(), code: divisionCode.optional() }),
  response: z.object({ data: z.array(division), nextCursor: z.null() }),
})
