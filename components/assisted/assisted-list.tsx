'use client'

import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { SearchBox } from '@/components/ui/search-box'
import { Empty } from '@/components/ui/states'
import { assistedListQuery } from '@/lib/features/assisted/api/assisted'
import type { AssistedGroup } from '@/lib/features/assisted/schema'
import { ASSISTED_ADDRESS } from './assisted-address'
import { assistedColumns } from './assisted-columns'
import { StartDialog } from './start-dialog'

const GROUPS: readonly { value: AssistedGroup; label: string }[] = [
  { value: 'open', label: '办理中' },
  { value: 'drafts', label: '草稿' },
  { value: 'returned', label: '退回重填' },
  { value: 'done', label: '已办结' },
]

/** 窗口代办: what the counter has filed for owners without a phone, and how far it is. */
export function AssistedList() {
  const [{ group, q }, setAddress] = useQueryStates(ASSISTED_ADDRESS, { history: 'replace' })
  const [starting, setStarting] = useState(false)
  const query = useInfiniteQuery(assistedListQuery({ group, q: q || undefined }))
  const columns = useMemo(assistedColumns, [])
  return (
    <>
      <PageHeader
        title="窗口代办"
        hint="机主没有手机、到窗口办理的登记；草稿由本单位窗口接着填写。"
        actions={
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setStarting(true)}>
            代办登记
          </Button>
        }
      />
      <ListTable
        label="窗口代办"
        columns={columns}
        query={query}
        rowKey={byId}
        tall
        onClear={q ? () => void setAddress({ q: null }) : undefined}
        empty={<Empty title={q ? '没有找到' : '没有代办的登记'} hint="机主在手机上自行办理的，不在这里。" />}
        toolbar={
          <>
            <Radio.Group
              aria-label="进展"
              optionType="button"
              value={group}
              onChange={(event) => void setAddress({ group: event.target.value })}
              options={[...GROUPS]}
            />
            <SearchBox
              label="在代办中查找"
              placeholder="机主、查询号、编码、登记号码"
              value={q}
              onChange={(value) => void setAddress({ q: value || null })}
            />
          </>
        }
      />
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </>
  )
}
