'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
import { Failed, Loading } from '@/components/ui/states'
import { importFaultsQuery } from '@/lib/features/catalogue/api'
import type { CatalogueImportDetail, ImportFault } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'

const columns: PlainColumn<ImportFault & { key: string }>[] = [
  { key: 'line', title: '行', width: 90, render: ({ line }) => `第 ${line} 行` },
  { key: 'column', title: '列', width: 160, render: ({ column }) => column },
  { key: 'message', title: '问题', render: ({ message }) => <span className={styles.whole}>{message}</span> },
]

/** What is wrong, line by line, in the order of the file. */
export function FaultTable({ row }: { row: CatalogueImportDetail }) {
  const query = useInfiniteQuery(importFaultsQuery(row.id))
  const faults = query.data?.pages.flatMap((page) => page.data) ?? []
  const rows = faults.map((fault, place) => ({ ...fault, key: `${fault.line}.${place}` }))
  return (
    <section aria-label="有误的行" className={styles.part}>
      <h2 className={styles.heading}>有误的行（{row.refusedRows.toLocaleString('zh-CN')}）</h2>
      <PlainTable
        label="有误的行"
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        foot={
          <>
            {query.isPending && <Loading />}
            {query.isError && rows.length === 0 && (
              <Failed error={query.error} onRetry={() => void query.refetch()} />
            )}
            {query.hasNextPage && (
              <div className={styles.more}>
                <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  显示更多
                </Button>
              </div>
            )}
            {!query.hasNextPage && row.refusedRows > 1_000 && (
              <p className={styles.more}>只列出前 1,000 行的问题；请先改好这些行，重新上传后再看其余的。</p>
            )}
          </>
        }
      />
    </section>
  )
}
