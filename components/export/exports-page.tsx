'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { useMachineNames } from '@/components/machine/search/use-machine-names'
import { PageHeader } from '@/components/ui/page-header'
import { PlainTable } from '@/components/ui/plain-table'
import { Empty, Failed, Loading } from '@/components/ui/states'
import type { Page } from '@/lib/core/page'
import { exportsQuery } from '@/lib/features/export/api'
import { KEPT_HOURS, type MachineExport } from '@/lib/features/export/schema'
import styles from './export.module.css'
import { exportColumns } from './export-columns'

/** What one has exported: how far it is, and the files of the last day. */
export function ExportsPage() {
  const query = useInfiniteQuery(exportsQuery())
  const names = useMachineNames()
  const rows = query.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <>
      <PageHeader
        title="我的导出"
        hint={`文件在完成后保留 ${KEPT_HOURS} 小时，只有您自己能下载`}
        actions={
          <Link href="/machines">
            <Button>去机械查询</Button>
          </Link>
        }
      />
      <PlainTable
        label="我的导出"
        columns={exportColumns(names)}
        rows={rows}
        rowKey={(row) => row.id}
        dimmed={({ status }) => status === 'EXPIRED' || status === 'CANCELLED'}
        foot={<Foot query={query} />}
      />
    </>
  )
}

/** Waiting, failed, nothing there, more to show. */
function Foot({ query }: { query: UseInfiniteQueryResult<InfiniteData<Page<MachineExport>>> }) {
  if (query.isPending) return <Loading />
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.pages[0]?.data.length === 0) {
    return <Empty title="还没有导出过" hint="在机械查询中设好条件，点“导出”，文件做好后在这里下载。" />
  }
  if (!query.hasNextPage) return null
  return (
    <div className={styles.foot}>
      <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        显示更多
      </Button>
    </div>
  )
}
