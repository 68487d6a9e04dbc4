'use client'

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import { PageHeader } from '@/components/ui/page-header'
import { FailedPage, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { catalogueRowQuery } from '@/lib/features/catalogue/api'
import { sourceLabel } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueRowDetail } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'
import { mainCode } from './catalogue-page'
import { EntryFields } from './entry-fields'

/** One entry of the catalogue with all its fields and where it came from. */
export function EntryPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(catalogueRowQuery(id))
  const back = (
    <Link href="/admin/catalogue">
      <Button>返回目录</Button>
    </Link>
  )
  return (
    <>
      <PageHeader title={data ? mainCode(data) : '机械目录'} actions={back} />
      {data ? (
        <>
          <EntryFields entry={data.entry} />
          <Origin row={data} />
        </>
      ) : error ? (
        <FailedPage error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Origin({ row }: { row: CatalogueRowDetail }) {
  const may = useMay()
  const { import: from } = row
  return (
    <section className={styles.card} aria-label="来源">
      <h2 className={styles.heading}>来源</h2>
      <dl className={styles.fields}>
        <div>
          <dt>来源</dt>
          <dd>
            {from && may('catalogue.manage') ? (
              <Link href={`/admin/catalogue/imports/${from.id}`}>{from.fileName}</Link>
            ) : (
              sourceLabel(row.source)
            )}
          </dd>
        </div>
        {from && (
          <div>
            <dt>导入人员</dt>
            <dd>{from.staffName}</dd>
          </div>
        )}
        <div>
          <dt>进入目录的时间</dt>
          <dd>{chinaTime(new Date(row.createdAt))}</dd>
        </div>
      </dl>
    </section>
  )
}
