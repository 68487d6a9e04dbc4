'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import { useMay } from '@/components/shell/actor-context'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { changeQueueQuery } from '@/lib/features/change/api/desk'
import { CHANGE_TYPE_LABELS, CHANGE_TYPES } from '@/lib/features/change/schema/change'
import { CHANGE_QUEUES, type ChangeQueue } from '@/lib/features/change/schema/console'
import { changeColumns } from './change-columns'
import { CHANGES_ADDRESS } from './changes-address'
import { TakeNextChange } from './take-next-change'

const QUEUES: Record<ChangeQueue, { label: string; hint: string; empty: string }> = {
  waiting: { label: '待审核', hint: '按提交时间，最早的在前', empty: '没有等待审核的信息变更' },
  done: {
    label: '已生效',
    hint: '使用地点和机主变更即时生效，在这里查看；最近的在前',
    empty: '还没有生效的信息变更',
  },
  returned: { label: '已退回', hint: '等待机主重新申请，最近的在前', empty: '没有退回的信息变更' },
}

/** 信息变更: waiting, done and returned changes; queue and filter are in the URL. */
export function ChangesPage() {
  const counts = useQueueCounts()
  const may = useMay()
  const [{ queue, type }, setFilter] = useQueryStates(CHANGES_ADDRESS, { history: 'replace' })
  const query = useInfiniteQuery(changeQueueQuery({ queue, type: type ?? undefined }))
  const columns = useMemo(() => changeColumns(queue), [queue])
  const { label, hint, empty } = QUEUES[queue]
  return (
    <>
      <PageHeader
        title="信息变更"
        count={queue === 'waiting' && !type ? counts.changes : undefined}
        hint={hint}
      />
      <ListTable
        key={queue}
        label={`信息变更：${label}`}
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => `/changes/${row.id}`}
        onClear={type === null ? undefined : () => void setFilter({ type: null })}
        empty={<Empty title={empty} />}
        toolbar={
          <>
            <Segmented<ChangeQueue>
              aria-label="办理情况"
              value={queue}
              onChange={(value) => void setFilter({ queue: value })}
              options={CHANGE_QUEUES.map((value) => ({ value, label: QUEUES[value].label }))}
            />
            <Select
              aria-label="变更类型"
              placeholder="变更类型"
              allowClear
              style={{ width: 150 }}
              value={type}
              onChange={(value) => void setFilter({ type: value ?? null })}
              options={CHANGE_TYPES.map((value) => ({ value, label: CHANGE_TYPE_LABELS[value] }))}
            />
            {queue === 'waiting' && may('change.review') ? <TakeNextChange /> : null}
          </>
        }
      />
    </>
  )
}
