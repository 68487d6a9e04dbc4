'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { importsQuery } from '@/lib/features/catalogue/api'
import type { CatalogueImport } from '@/lib/features/catalogue/schema'
import { ImportStatusTag } from './import-status'
import { UploadCard } from './upload-card'

const columns: ListColumn<CatalogueImport>[] = [
  { key: 'file', title: '文件', render: ({ fileName }) => fileName, text: ({ fileName }) => fileName },
  { key: 'status', title: '状态', width: 170, render: (row) => <ImportStatusTag row={row} /> },
  {
    key: 'rows',
    title: '行数',
    width: 90,
    render: ({ totalRows }) => (totalRows === null ? '—' : formatCount(totalRows)),
  },
  { key: 'added', title: '已导入', width: 90, render: ({ addedRows }) => formatCount(addedRows) },
  { key: 'known', title: '已有', width: 90, render: ({ knownRows }) => formatCount(knownRows) },
  { key: 'refused', title: '有误', width: 90, render: ({ refusedRows }) => formatCount(refusedRows) },
  { key: 'who', title: '上传人', width: 100, render: ({ staffName }) => staffName },
  { key: 'at', title: '上传时间', width: 164, render: ({ createdAt }) => chinaTime(new Date(createdAt)) },
]

/** Uploading a file, and the list of earlier imports. */
export function ImportsPage() {
  const query = useInfiniteQuery(importsQuery())
  return (
    <>
      <PageHeader
        title="导入目录"
        hint="上传后先检查，确认无误再导入；导入的内容可以整批撤销"
        actions={
          <Link href="/admin/catalogue">
            <Button>返回目录</Button>
          </Link>
        }
      />
      <UploadCard />
      <ListTable
        label="导入记录"
        columns={columns}
        query={query}
        rowKey={byId}
        href={(row) => `/admin/catalogue/imports/${row.id}`}
        empty={<Empty title="还没有导入过文件" hint="先下载模板，按列名填好后上传。" />}
      />
    </>
  )
}
