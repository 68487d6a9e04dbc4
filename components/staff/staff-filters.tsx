'use client'

import { Select } from 'antd'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { parseAsSearchText } from '@/components/ui/parse-search-text'
import { QuerySelect } from '@/components/ui/query-select'
import { SearchBox } from '@/components/ui/search-box'
import { STAFF_ROLES } from '@/lib/core/actor'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import type { ReadBureaus } from './read-bureaus'

const URL_PARAMS = {
  q: parseAsSearchText.withDefault(''),
  role: parseAsStringLiteral(STAFF_ROLES),
  bureau: parseAsString,
  state: parseAsStringLiteral(['ENABLED', 'DISABLED'] as const),
}

/** The filter, stored in the URL. */
export function useStaffFilter() {
  return useQueryStates(URL_PARAMS, { history: 'replace' })
}

export function StaffFilters({ bureaus }: { bureaus: ReadBureaus }) {
  const [{ q, role, bureau, state }, setFilter] = useStaffFilter()
  return (
    <>
      <SearchBox
        label="搜索人员"
        placeholder="用户名、姓名"
        width={220}
        value={q}
        onChange={(value) => void setFilter({ q: value || null })}
      />
      <Select
        aria-label="角色"
        placeholder="角色"
        allowClear
        style={{ width: 130 }}
        value={role}
        onChange={(value) => void setFilter({ role: value ?? null })}
        options={STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
      />
      <QuerySelect
        query={bureaus}
        aria-label="机构"
        placeholder="机构"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        value={bureau}
        onChange={(value) => void setFilter({ bureau: value ?? null })}
        options={bureaus.data?.data.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        aria-label="状态"
        placeholder="状态"
        allowClear
        style={{ width: 100 }}
        value={state}
        onChange={(value) => void setFilter({ state: value ?? null })}
        options={[
          { value: 'ENABLED', label: '使用中' },
          { value: 'DISABLED', label: '已停用' },
        ]}
      />
    </>
  )
}
