'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Radio, Select } from 'antd'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { SearchBox } from '@/components/ui/search-box'
import { Empty } from '@/components/ui/states'
import { pickupsQuery } from '@/lib/features/pickup/api'
import { pickupColumns } from './pickup-columns'
import { WAITING_ADDRESS, waitingFilterOf } from './waiting-address'

const WAITED_DAYS = [30, 60, 90]

/** Numbers waiting to be collected, oldest first; or collected ones, newest first. */
export function WaitingList() {
  const [address, setFilter] = useQueryStates(WAITING_ADDRESS, { history: 'replace' })
  const { queue, q } = address
  const waiting = queue === 'waiting'
  const filter = waitingFilterOf(address)
  const { minDays: waited } = filter
  const query = useInfiniteQuery(pickupsQuery(filter))
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
        onClear={q === '' && !waited ? undefined : () => void setFilter({ q: null, minDays: null })}
        empty={
          waiting ? (
            <Empty
              title={waited ? `没有超过 ${waited} 天未领取的号码` : '没有等待领取的号码'}
              hint="审核通过后会出现在这里。"
            />
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
            {waiting && (
              <Select
                aria-label="已等待"
                value={waited ?? 0}
                onChange={(days) => void setFilter({ minDays: days || null })}
                options={[
                  { value: 0, label: '不限等待天数' },
                  ...WAITED_DAYS.map((days) => ({ value: days, label: `超过 ${days} 天` })),
                ]}
                style={{ width: 140 }}
              />
            )}
            <SearchBox
              label="在名单中查找"
              placeholder="号码、手机号、姓名、型号、编号"
              value={q}
              onChange={(value) => void setFilter({ q: value || null })}
            />
          </>
        }
      />
    </>
  )
}
