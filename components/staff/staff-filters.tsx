'use client'

import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { SearchBox } from '@/components/ui/search-box'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { STAFF_ROLES } from '@/lib/core/actor'
import type { Page } from '@/lib/core/page'
import type { BureauDto } from '@/lib/features/bureau/schema'
import { ROLE_LABELS, type StaffDto } from '@/lib/features/staff/schema'

const ADDRESS = {
  q: parseAsString.withDefault(''),
  role: parseAsStringLiteral(STAFF_ROLES),
  bureau: parseAsString,
  state: parseAsStringLiteral(['ENABLED', 'DISABLED'] as const),
}

/** The filter as it stands in the address. */
export function useStaffFilter() {
  return useQueryStates(ADDRESS, { history: 'replace' })
}

export function StaffFilters({ bureaus }: { bureaus: readonly BureauDto[] }) {
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
        style={{ width: 110 }}
        value={role}
        onChange={(value) => void setFilter({ role: value ?? null })}
        options={STAFF_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
      />
      <Select
        aria-label="机构"
        placeholder="机构"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        value={bureau}
        onChange={(value) => void setFilter({ bureau: value ?? null })}
        options={bureaus.map(({ id, name }) => ({ value: id, label: name }))}
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

/** Waiting, failed, nothing found, more to show. */
export function StaffFoot({ query }: { query: UseInfiniteQueryResult<InfiniteData<Page<StaffDto>>> }) {
  const [, setFilter] = useStaffFilter()
  if (query.isPending) return <Loading />
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.pages[0]?.data.length === 0) {
    const clear = <Button onClick={() => void setFilter(null)}>清除条件</Button>
    return <Empty title="没有符合条件的人员" action={clear} />
  }
  if (!query.hasNextPage) return null
  return (
    <div style={{ padding: 8 }}>
      <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        显示更多
      </Button>
    </div>
  )
}
