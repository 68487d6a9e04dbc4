'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { useMay } from '@/components/role/use-may'
import { discardBatchMutation, downloadFaults, draftBatchMutation } from '@/lib/features/batch/api'
import { isUnderWay } from '@/lib/features/batch/rules/states'
import type { BatchDto } from '@/lib/features/batch/schema'
import { DownloadButton } from './download-button'
import { SubmitTogether } from './submit-together'
import type { Chosen } from './use-chosen'

/** What can be done with a table now. */
export function BatchActs({ batch, chosen }: { batch: BatchDto; chosen: Chosen }) {
  const busy = isUnderWay(batch)
  const { may, why } = useMay('FILE')
  return (
    <div className={blocks.acts}>
      {may && batch.waiting > 0 && !busy && <MakeDrafts batch={batch} />}
      {may && <SubmitTogether batch={batch} chosen={chosen} />}
      {batch.faulty > 0 && (
        <DownloadButton onDownload={() => downloadFaults(batch.id)}>
          下载需要改正的 {batch.faulty} 台 (.xlsx)
        </DownloadButton>
      )}
      {batch.faulty > 0 && (
        <p className={blocks.hint}>
          文件第一列“需要改正”写明哪一列有误、怎么改。改好后保存，在“批量登记”里当作新的表格上传；合格的行不用再传。
        </p>
      )}
      {may && !busy && <Discard batch={batch} />}
      {why && <p className={blocks.note}>{why}</p>}
    </div>
  )
}

function MakeDrafts({ batch }: { batch: BatchDto }) {
  const [confirming, setConfirming] = useState(false)
  const draft = useMutation(draftBatchMutation)
  return (
    <>
      <button type="button" className={blocks.wide} onClick={() => setConfirming(true)}>
        把合格的 {batch.waiting} 台生成草稿
      </button>
      {confirming && (
        <Confirm
          title={`生成 ${batch.waiting} 份草稿？`}
          act="生成草稿"
          light
          onAct={() => draft.mutateAsync(batch.id)}
          onClose={() => setConfirming(false)}
        >
          <p>
            表格“{batch.fileName}”中检查合格的 {batch.waiting} 台机械各生成一份登记草稿，不会提交。
          </p>
        </Confirm>
      )}
    </>
  )
}

function Discard({ batch }: { batch: BatchDto }) {
  const [confirming, setConfirming] = useState(false)
  const router = useRouter()
  const discard = useMutation(discardBatchMutation)
  return (
    <>
      <button type="button" className={`${blocks.wide} ${blocks.plain}`} onClick={() => setConfirming(true)}>
        删除这张表格的记录
      </button>
      {confirming && (
        <Confirm
          title="删除这张表格的记录？"
          act="删除"
          danger
          onAct={() => discard.mutateAsync(batch.id)}
          onDone={() => router.replace('/m/batch')}
          onClose={() => setConfirming(false)}
        >
          <p>
            {batch.fileName}（{batch.rows} 台）的检查结果将删除，不能恢复。
            {batch.drafted > 0 && `已生成的 ${batch.drafted} 份草稿和登记不受影响，在编码登记进展里查看。`}
          </p>
        </Confirm>
      )}
    </>
  )
}
