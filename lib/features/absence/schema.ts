import { z } from 'zod'
import { DAY_MS } from '@/lib/core/clock'
import { endpoint } from '@/lib/core/endpoint'

/** 离岗、请假: the days on which a reviewer is away and is handed nothing (docs/decisions/0046). */

export const ABSENCE_KINDS = ['OFF_POST', 'LEAVE'] as const
type AbsenceKind = (typeof ABSENCE_KINDS)[number]
export const ABSENCE_LABELS: Record<AbsenceKind, string> = { OFF_POST: '离岗', LEAVE: '请假' }

/** Longer absences are a disabled account. */
const LONGEST_DAYS = 366

const day = z.iso.date('请选择日期')

/** Days in China, both included. */
const absence = z.object({
  id: z.uuid(),
  kind: z.enum(ABSENCE_KINDS),
  from: day,
  to: day,
  /** Who entered it. */
  setBy: z.string(),
  /** It holds today. */
  now: z.boolean(),
})
export type Absence = z.output<typeof absence>

export const newAbsence = z
  .object({ kind: z.enum(ABSENCE_KINDS, { error: '请选择离岗或请假' }), from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期不能早于开始日期' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < LONGEST_DAYS * DAY_MS, {
    path: ['to'],
    message: '一次最长一年',
  })
export type NewAbsence = z.output<typeof newAbsence>

const data = z.object({ data: z.array(absence) })
const auth = 'staff' as const

const mine = '/api/console/me/absences'
const own = { auth, action: 'filing.review' } as const
export const ownAbsencesEndpoint = endpoint({
  ...own,
  method: 'GET',
  path: mine,
  summary: '自己的离岗、请假：今天和以后的',
  response: data,
})
export const setOwnAbsenceEndpoint = endpoint({
  ...own,
  method: 'POST',
  path: mine,
  summary: '登记自己的离岗、请假',
  body: newAbsence,
  response: absence,
  status: 201,
})
export const endOwnAbsenceEndpoint = endpoint({
  ...own,
  method: 'DELETE',
  path: `${mine}/{absenceId}`,
  summary: '销假：自即刻起不再算离岗',
  params: z.object({ absenceId: z.uuid() }),
})

const theirs = '/api/console/staff/{id}/absences'
const others = { auth, action: 'absence.manage' } as const
const params = z.object({ id: z.uuid() })
export const listAbsencesEndpoint = endpoint({
  ...others,
  method: 'GET',
  path: theirs,
  summary: '本辖区审核人员的离岗、请假',
  params,
  response: data,
})
export const setAbsenceEndpoint = endpoint({
  ...others,
  method: 'POST',
  path: theirs,
  summary: '为本辖区审核人员登记离岗、请假',
  params,
  body: newAbsence,
  response: absence,
  status: 201,
})
export const endAbsenceEndpoint = endpoint({
  ...others,
  method: 'DELETE',
  path: `${theirs}/{absenceId}`,
  summary: '为本辖区审核人员销假',
  params: params.extend({ absenceId: z.uuid() }),
})
