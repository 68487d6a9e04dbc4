'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { useMay } from '@/components/role/use-may'
import { batchQuery } from '@/lib/features/batch/api'
import type { BatchDto } from '@/lib/features/batch/schema'
import { ArchivesBox } from './archives-box'
import { BatchActs } from './batch-acts'
import { BatchProgress } from './batch-progress'
import { BatchRows } from './batch-rows'
import { useChosen } from './use-chosen'

/** One table of 批量登记: what was found, its drafts and what they lack. */
export function BatchPage({ id }: { id: string }) {
  return (
    <MobilePage title="批量登记" back="/m/batch">
      <SignedIn>
        <Batch id={id} />
      </SignedIn>
    </MobilePage>
  )
}

function Batch({ id }: { id: string }) {
  const batch = useQuery(batchQuery(id))
  const { may } = useMay('FILE')
  const chosen = useChosen()
  if (!batch.data)
    return batch.isPending ? <Loading /> : <Failed error={batch.error} onRetry={() => batch.refetch()} />
  return (
    <>
      <section className={blocks.box} aria-label="表格">
        <h2>{batch.data.fileName}</h2>
        <Totals batch={batch.data} />
        <BatchProgress batch={batch.data} />
        {batch.data.submitted > 0 && (
          <p className={blocks.links}>
            <Link href={`/m/pickups?batch=${id}`} prefetch={false}>
              待领取的号码（领取码和地点，可打印）
            </Link>
          </p>
        )}
        <BatchActs batch={batch.data} chosen={chosen} />
      </section>
      {may && batch.data.drafted > batch.data.submitted && <ArchivesBox batchId={id} />}
      <BatchRows batch={batch.data} chosen={may ? chosen : null} />
    </>
  )
}

function Totals({ batch }: { batch: BatchDto }) {
  const { rows, faulty, refused, drafted, submitted, submitRefused, unknownColumns } = batch
  const facts: [string, number][] = [
    ['机械', rows],
    ['需要改正', faulty],
    ['检查合格', rows - faulty],
    ['已生成草稿', drafted],
    ['没有生成草稿', refused],
    ['已提交', submitted],
    ['没有提交成功', submitRefused],
  ]
  return (
    <>
      <dl className={blocks.rows}>
        {facts
          .filter(([label, count]) => count > 0 || label === '机械' || label === '需要改正')
          .map(([label, count]) => (
            <div key={label}>
              <dt>{label}:</dt>
              <dd>{count} 台</dd>
            </div>
          ))}
      </dl>
      {unknownColumns.length > 0 && (
        <p className={blocks.hint}>没有使用的列：{unknownColumns.join('、')}（列名与模板不同的，不读取）。</p>
      )}
    </>
  )
}
