'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import Link from 'next/link'
import { PageHeader } from '@/components/ui/page-header'
import { FailedPage, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { importQuery } from '@/lib/features/catalogue/api'
import { isUnderWay } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueImportDetail } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'
import { FaultTable } from './fault-table'
import { ImportActions } from './import-actions'
import { ImportStatusTag } from './import-status'
import { PreviewTable } from './preview-table'

/** One import: results of the check, progress and result of the run, and its actions. */
export function ImportPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(importQuery(id))
  if (!data) return error ? <FailedPage error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <PageHeader
        title={data.fileName}
        hint={`${data.staffName} 于 ${chinaTime(new Date(data.createdAt))} 上传`}
        actions={
          <>
            <ImportActions row={data} />
            <Link href="/admin/catalogue/imports">
              <Button>返回导入记录</Button>
            </Link>
          </>
        }
      />
      <Summary row={data} />
      {data.refusedRows > 0 && !isUnderWay(data.status) && <FaultTable row={data} />}
      {data.preview.length > 0 && data.status !== 'UNDONE' && <PreviewTable row={data} />}
    </>
  )
}

function Summary({ row }: { row: CatalogueImportDetail }) {
  const { status, totalRows, doneRows } = row
  return (
    <section className={styles.card} aria-label="结果">
      <div className={styles.state} role="status">
        <ImportStatusTag row={row} />
        <span>{statusText(row)}</span>
      </div>
      {status === 'RUNNING' && (
        <Progress percent={Math.floor((doneRows / (totalRows || 1)) * 100)} aria-label="导入进度" />
      )}
      {row.failure && (
        <Alert role="alert" type="error" showIcon title={row.failure} className={styles.line} />
      )}
      {row.unknownColumns.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`以下列不认识，其内容不会导入：${row.unknownColumns.join('、')}`}
          className={styles.line}
        />
      )}
      <dl className={styles.counts}>
        <Figure label="文件行数" value={totalRows ?? doneRows} />
        <Figure label={status === 'CHECKED' ? '可以导入' : '检查合格'} value={row.goodRows} />
        <Figure label="目录中已有" value={row.knownRows} />
        <Figure label="有误" value={row.refusedRows} />
        <Figure label="已导入" value={row.addedRows} />
      </dl>
    </section>
  )
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  )
}

/** What the status means and what comes next. */
function statusText({ status, goodRows, refusedRows, addedRows, totalRows }: CatalogueImportDetail): string {
  if (status === 'CHECKING') return '正在逐行检查，可以离开本页，稍后再来'
  if (status === 'RUNNING') return '正在导入，可以离开本页，稍后再来'
  if (status === 'DONE') return `导入完成，目录中新增 ${formatCount(addedRows)} 条`
  if (status === 'UNDONE') return `已撤销，原来导入的 ${formatCount(addedRows)} 条已从目录中删除`
  if (status === 'FAILED') {
    return totalRows === null
      ? '没有读完，目录没有任何变化'
      : `导入中断，已导入 ${formatCount(addedRows)} 条，可以继续或撤销`
  }
  if (goodRows === 0) return '没有可以导入的新条目'
  const left = refusedRows > 0 ? `；有误的 ${formatCount(refusedRows)} 行不会导入，可改好后另行上传` : ''
  return `检查完成，尚未导入。可以导入 ${formatCount(goodRows)} 条${left}`
}
