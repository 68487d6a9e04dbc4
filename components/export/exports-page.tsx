'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { useMachineNames } from '@/components/machine/search/use-machine-names'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'

import { Empty } from '@/components/ui/states'
import { exportsQuery } from '@/lib/features/export/api'
import { RETENTION_HOURS } from '@/lib/features/export/schema'
import { exportColumns } from './export-columns'

/** 我的导出: the officer's own exports with their progress and files. */
export function ExportsPage() {
  const query = useInfiniteQuery(exportsQuery())
  const names = useMachineNames()
  return (
    <>
      <PageHeader
        title="我的导出"
        hint={`文件在完成后保留 ${RETENTION_HOURS} 小时，只有您自己能下载`}
        actions={
          <Link href="/machines">
            <Button>去机械查询</Button>
          </Link>
        }
      />
      <ListTable
        label="我的导出"
        columns={exportColumns(names)}
        query={query}
        rowKey={byId}
        dimmed={({ status }) => status === 'EXPIRED' || status === 'CANCELLED'}
        unit="个"
        empty={<Empty title="还没有导出过" hint="在机械查询中设好条件，点“导出”，文件做好后在这里下载。" />}
      />
    </>
  )
}
