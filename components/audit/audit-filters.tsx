'use client'

import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { parseAsString, useQueryStates } from 'nuqs'
import type { AuditFilters as Filters } from '@/lib/features/audit/api'
import { ACTION_LABELS } from './action-words'
import { SUBJECT_LABELS } from './subject-words'

const URL_PARAMS = {
  actorId: parseAsString,
  subjectType: parseAsString,
  subjectId: parseAsString,
  action: parseAsString,
  from: parseAsString,
  to: parseAsString,
}
type Values = { [K in keyof typeof URL_PARAMS]?: string | null }

/** @returns the filter in the URL, its setter, and a function that clears it */
export function useAuditFilter(): [Filters, (values: Values) => void, () => void] {
  const [values, setValues] = useQueryStates(URL_PARAMS, { history: 'replace' })
  const active = Object.fromEntries(Object.entries(values).filter(([, value]) => value))
  return [active, (changed) => void setValues(changed), () => void setValues(null)]
}

const toOptions = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const searchable = { optionFilterProp: 'label' } as const

export function AuditFilters() {
  const [filter, set, clear] = useAuditFilter()
  const { from, to, action, subjectType } = filter
  return (
    <>
      <DatePicker.RangePicker
        aria-label="日期"
        allowEmpty={[true, true]}
        placeholder={['开始日期', '结束日期']}
        style={{ width: 250 }}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(range) =>
          set({
            from: range?.[0]?.format('YYYY-MM-DD') ?? null,
            to: range?.[1]?.format('YYYY-MM-DD') ?? null,
          })
        }
      />
      <Select
        aria-label="操作"
        placeholder="操作"
        allowClear
        showSearch={searchable}
        style={{ width: 220 }}
        value={action}
        onChange={(value) => set({ action: value ?? null })}
        options={toOptions(ACTION_LABELS)}
      />
      <Select
        aria-label="对象"
        placeholder="对象"
        allowClear
        showSearch={searchable}
        style={{ width: 140 }}
        value={subjectType}
        onChange={(value) => set({ subjectType: value ?? null })}
        options={toOptions(SUBJECT_LABELS)}
      />
      {Object.keys(filter).length > 0 && <Button onClick={clear}>清除条件</Button>}
    </>
  )
}
