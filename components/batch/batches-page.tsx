'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { ForRole } from '@/components/role/for-role'
import { chinaTime } from '@/lib/core/clock'
import { batchesQuery, downloadTemplate } from '@/lib/features/batch/api'
import { BATCH_STATUS_LABELS } from '@/lib/features/batch/rules/states'
import type { BatchDto } from '@/lib/features/batch/schema'
import { DownloadButton } from './download-button'
import { UploadTable } from './upload-table'

/** 批量登记: template, upload, and the tables uploaded so far. */
export function BatchesPage() {
  return (
    <MobilePage title="批量登记" back="/m">
      <SignedIn>
        <section className={blocks.box} aria-label="第一步">
          <h2>1. 下载表格，每台机械填写一行</h2>
          <p className={blocks.hint}>
            列名带 * 的必填；能填写的都填写。可以选择的内容在第二张工作表“可选内容”里。用电脑填写更方便。
          </p>
          <DownloadButton onDownload={downloadTemplate}>下载表格模板 (.xlsx)</DownloadButton>
        </section>
        <section className={blocks.box} aria-label="第二步">
          <h2>2. 上传填好的表格</h2>
          <p className={blocks.hint}>先逐行检查，不会直接提交。检查合格的行生成草稿，补上照片后一起提交。</p>
          <ForRole needs="FILE">
            <UploadTable />
          </ForRole>
        </section>
        <Tables />
      </SignedIn>
    </MobilePage>
  )
}

function Tables() {
  const batches = useInfiniteQuery(batchesQuery())
  const all = batches.data?.pages.flatMap(({ data }) => data)
  if (!all)
    return batches.isPending ? (
      <Loading />
    ) : (
      <Failed error={batches.error} onRetry={() => batches.refetch()} />
    )
  return (
    <section className={blocks.box} aria-label="上传过的表格">
      <h2>上传过的表格</h2>
      {all.length === 0 && <p className={blocks.hint}>还没有上传过表格。</p>}
      <div className={blocks.cards}>
        {all.map((batch) => (
          <TableCard key={batch.id} batch={batch} />
        ))}
      </div>
      <More pages={batches} />
    </section>
  )
}

function TableCard({ batch }: { batch: BatchDto }) {
  const { id, fileName, status, createdAt, rows, faulty, drafted, submitted } = batch
  const parts = [
    `${rows} 台`,
    faulty > 0 ? `${faulty} 台需要改正` : '',
    drafted > 0 ? `已生成草稿 ${drafted} 份` : '',
    submitted > 0 ? `已提交 ${submitted} 份` : '',
  ]
  return (
    <article className={blocks.card} aria-label={fileName}>
      <h3 className={blocks.status}>{fileName}</h3>
      <p>
        {BATCH_STATUS_LABELS[status]}：{parts.filter(Boolean).join('，')}
      </p>
      <p className={blocks.hint}>上传时间 {chinaTime(new Date(createdAt))}</p>
      <div className={blocks.links}>
        <Link href={`/m/batch/${id}`} prefetch={false} className={blocks.whole}>
          查看
          <span className="visually-hidden"> {fileName}</span>
        </Link>
      </div>
    </article>
  )
}
