'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { useActor, useMay } from '@/components/shell/actor-context'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { QuerySelect } from '@/components/ui/query-select'
import { SearchBox } from '@/components/ui/search-box'
import { Empty } from '@/components/ui/states'
import { areaLevel } from '@/lib/core/area'
import { readFilingNumber } from '@/lib/core/filing-number'
import { KIND_LABELS } from '@/lib/features/content/schema/fields'
import { divisionOptions } from '@/lib/features/division/api'
import { queueQuery } from '@/lib/features/filing/api/desk'
import type { QueueSlug } from '@/lib/features/filing/schema/console'
import { formOptions } from '@/lib/features/option/api'
import { QUEUE_ADDRESS, QUEUE_KINDS, queueFilterOf } from './queue-address'
import { queueColumns } from './queue-columns'
import { QUEUES } from './queues'
import { TakeNextButton } from './take-next-button'
import { useQueueCounts } from './use-queue-counts'

/** One queue with its search and filters, which are in the URL. */
export function QueuePage({ slug }: { slug: QueueSlug }) {
  const queue = QUEUES[slug]
  const may = useMay()
  const counts = useQueueCounts()
  const [address, setFilter] = useQueryStates(QUEUE_ADDRESS, { history: 'replace' })
  const { q, category, district, kind } = address
  const filtered = Boolean(q || category || district || kind)
  const clear = () => void setFilter(null)
  // Nobody's number, so that nothing is read out about another owner's filing.
  const misheard = readFilingNumber(q)?.wrong
  const options = useQuery(formOptions())
  const query = useInfiniteQuery(queueQuery(queueFilterOf(slug, address)))
  const columns = useMemo(() => {
    const names = new Map(options.data?.categories.map(({ code, name }) => [code, name]))
    return queueColumns(queue.columns, (code) => (code ? (names.get(code) ?? code) : '—'))
  }, [queue, options.data])

  return (
    <>
      <PageHeader
        title={queue.title}
        count={filtered ? undefined : counts[slug]}
        hint={queue.hint}
        actions={queue.open && may('filing.review') && <TakeNextButton />}
      />
      <ListTable
        label={queue.title}
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => (queue.page ? `/filings/${row.id}/${queue.page}` : `/filings/${row.id}`)}
        onClear={filtered && !misheard ? clear : undefined}
        empty={misheard ? <Misheard onClear={clear} /> : <Empty title={queue.empty} />}
        toolbar={
          <>
            <SearchBox
              label="搜索登记"
              placeholder="查询号、编号、号牌、机主、手机号"
              value={q}
              onChange={(value) => void setFilter({ q: value || null })}
            />
            <QuerySelect
              query={options}
              aria-label="机械类别"
              placeholder="机械类别"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: 140 }}
              value={category}
              onChange={(value) => void setFilter({ category: value ?? null })}
              options={options.data?.categories.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <DistrictFilter value={district} onChange={(value) => void setFilter({ district: value })} />
            <Select
              aria-label="登记类型"
              placeholder="登记类型"
              allowClear
              style={{ width: 110 }}
              value={kind}
              onChange={(value) => void setFilter({ kind: value ?? null })}
              options={QUEUE_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
            />
          </>
        }
      />
    </>
  )
}

/** Nine digits like a 查询号 with a wrong one among them. */
function Misheard({ onClear }: { onClear: () => void }) {
  return (
    <Empty
      title="没有这个查询号"
      hint="校验位不符，可能听错或输错了一位，请与来电人再核对一遍。"
      action={<Button onClick={onClear}>清除搜索和筛选</Button>}
    />
  )
}

/** Districts directly below the officer's area; renders nothing for an officer of a district. */
function DistrictFilter({
  value,
  onChange,
}: {
  value: string | null
  onChange: (code: string | null) => void
}) {
  const { divisionCode } = useActor()
  const divisions = useQuery({
    ...divisionOptions(divisionCode),
    enabled: areaLevel(divisionCode) !== 'DISTRICT',
  })
  const districts = divisions.data?.data.filter((division) => division.leaf)
  if (areaLevel(divisionCode) === 'DISTRICT' || districts?.length === 0) return null
  return (
    <QuerySelect
      query={divisions}
      aria-label="登记区县"
      placeholder="登记区县"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 140 }}
      value={value}
      onChange={(code) => onChange(code ?? null)}
      options={districts?.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}
