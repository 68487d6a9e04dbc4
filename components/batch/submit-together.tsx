'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { batchRowsQuery, submitBatchMutation } from '@/lib/features/batch/api'
import { isUnderWay, stampOf } from '@/lib/features/batch/rules/states'
import type { BatchDto } from '@/lib/features/batch/schema'

/** 一起提交: all complete drafts of a table, after a held confirmation that names how many and of what. */
export function SubmitTogether({ batch }: { batch: BatchDto }) {
  const [confirming, setConfirming] = useState(false)
  const ready = useInfiniteQuery(batchRowsQuery(batch.id, 'READY', stampOf(batch)))
  const submit = useMutation(submitBatchMutation)
  const first = ready.data?.pages[0]
  const retried = first?.counts.REFUSED ?? 0
  const count = first?.counts.READY ?? 0
  if (isUnderWay(batch) || !first || batch.drafted === 0) return null
  if (count === 0)
    return batch.drafted > batch.submitted ? (
      <p className={blocks.note}>
        {retried > 0 ? '没有提交成功的，请按原因修改后再提交。' : '草稿资料补齐后，在这里一起提交。'}
      </p>
    ) : null
  return (
    <>
      <button type="button" className={blocks.wide} onClick={() => setConfirming(true)}>
        一起提交资料齐全的 {count} 台
      </button>
      {confirming && (
        <Confirm
          title={`提交 ${count} 台机械的登记？`}
          act="提交"
          onAct={() => submit.mutateAsync({ id: batch.id, count })}
          onClose={() => setConfirming(false)}
        >
          <p>
            表格“{batch.fileName}”中资料齐全的 {count} 台：
            {first.data
              .slice(0, 3)
              .map(({ title, line }) => title || `第 ${line} 行`)
              .join('、')}
            {count > 3 && ' 等'}。
          </p>
          <p>提交后由登记区县的生态环境部门逐台审核，审核期间不能修改。</p>
        </Confirm>
      )}
    </>
  )
}
