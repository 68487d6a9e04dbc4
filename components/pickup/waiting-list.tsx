'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { SearchBox } from '@/components/ui/search-box'
import { Empty } from '@/components/ui/states'
import { pickupsQuery } from '@/lib/features/pickup/api'
import { pickupColumns } from './pickup-columns'
import { WAITING_ADDRESS } from './waiting-address'

/** Numbers waiting to be collected, oldest first; or collected ones, newest first. */
export function WaitingList() {
  const [{ queue, q }, setFilter] = useQueryStates(WAITING_ADDRESS, { history: 'replace' })
  const query = useInfiniteQuery(pickupsQuery({ queue, q: q || undefined }))
  const waiting = queue === 'waiting'
  const columns = useMemo(() => pickupColumns(waiting), [waiting])
  return (
    <>
      <PageHeader
        title="待领取名单"
        hint={waiting ? '最早审核通过的在前；点开即可发放。' : '最近发放的在前。'}
      />
      <ListTable
        label={waiting ? '待领取' : '已领取'}
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => `/counter?pickup=${row.id}`}
        onClear={q === '' ? undefined : () => void setFilter({ q: null })}
        empty={
          waiting ? (
            <Empty title="没有等待领取的号码" hint="审核通过后会出现在这里。" />
          ) : (
            <Empty title="还没有发放过号码" />
          )
        }
        toolbar={
          <>
            <Radio.Group
              aria-label="状态"
              optionType="button"
              value={queue}
              onChange={(event) => void setFilter({ queue: event.target.value })}
              options={[
                { value: 'waiting', label: '待领取' },
                { value: 'collected', label: '已领取' },
              ]}
            />
            <SearchBox
              label="在名单中查找"
              placeholder="号码、领取码、手机号、姓名、型号、编号"
              value={q}
              onChange={(value) => void setFilter({ q: value || null })}
            />
          </>
        }
      />
    </>
  )
}
