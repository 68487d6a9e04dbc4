'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { ListTable } from '@/components/ui/list-table/list-table'
import { formatCount } from '@/lib/core/format-count'
import { importFaultsQuery } from '@/lib/features/catalogue/api'
import type { CatalogueImportDetail, ImportFault } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'

const columns: ListColumn<ImportFault>[] = [
  { key: 'line', title: '行', width: 90, render: ({ line }) => `第 ${line} 行` },
  { key: 'column', title: '列', width: 160, render: ({ column }) => column },
  { key: 'message', title: '问题', render: ({ message }) => <span className={styles.whole}>{message}</span> },
]

/** A line may have several faults. */
const keyOf = ({ line }: ImportFault, index: number) => `${line}.${index}`

/** Faulty rows with their faults, in the order of the file. */
export function FaultTable({ row }: { row: CatalogueImportDetail }) {
  const query = useInfiniteQuery(importFaultsQuery(row.id))
  return (
    <section aria-label="有误的行" className={styles.part}>
      <h2 className={styles.heading}>有误的行（{formatCount(row.refusedRows)}）</h2>
      <ListTable
        label="有误的行"
        columns={columns}
        query={query}
        rowKey={keyOf}
        unit="条"
        empty={null}
        end={
          row.refusedRows > 1_000 && (
            <p className={styles.more}>只列出前 1,000 行的问题；请先改好这些行，重新上传后再看其余的。</p>
          )
        }
      />
    </section>
  )
}
