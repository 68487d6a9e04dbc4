'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { batchRowsQuery, deleteDraftsMutation, submitBatchMutation } from '@/lib/features/batch/api'
import { isUnderWay, stampOf } from '@/lib/features/batch/rules/states'
import type { BatchDto } from '@/lib/features/batch/schema'
import type { Chosen } from './use-chosen'

type Props = { batch: BatchDto; chosen: Chosen }

/**
 * What is done with the chosen drafts of a table: the complete ones are submitted together, or they are deleted; each after a
 * held confirmation that names how many and of what.
 */
export function SubmitTogether({ batch, chosen }: Props) {
  const page = useInfiniteQuery(batchRowsQuery(batch.id, undefined, stampOf(batch))).data?.pages[0]
  if (isUnderWay(batch) || !page || page.drafts === 0) return null
  const ready = chosen.count(page.complete, true)
  const drafts = chosen.count(page.drafts, false)
  return (
    <>
      {ready > 0 && <Submit batch={batch} chosen={chosen} count={ready} />}
      {ready === 0 && <p className={blocks.note}>{noneReady(page.complete, page.counts.REFUSED ?? 0)}</p>}
      {drafts > 0 && <Delete batch={batch} chosen={chosen} count={drafts} />}
    </>
  )
}

function noneReady(complete: number, refused: number): string {
  if (complete > 0) return `资料齐全的 ${complete} 台都没有选中，请在“各台机械”里勾选要提交的。`
  return refused > 0 ? '没有提交成功的，请按原因修改后再提交。' : '草稿资料补齐后，在这里一起提交。'
}

function Submit({ batch, chosen, count }: Props & { count: number }) {
  const [confirming, setConfirming] = useState(false)
  const submit = useMutation(submitBatchMutation)
  return (
    <>
      <button type="button" className={blocks.wide} onClick={() => setConfirming(true)}>
        {chosen.all ? `一起提交资料齐全的 ${count} 台` : `提交选中的、资料齐全的 ${count} 台`}
      </button>
      {confirming && (
        <Confirm
          title={`提交 ${count} 台机械的登记？`}
          act="提交"
          onAct={() => submit.mutateAsync({ id: batch.id, count, ...chosen.rows })}
          onDone={chosen.chooseAll}
          onClose={() => setConfirming(false)}
        >
          <p>
            表格“{batch.fileName}”中{chosen.all ? '' : '选中的、'}资料齐全的 {count} 台。
          </p>
          <p>提交后由登记区县的生态环境部门逐台审核，审核期间不能修改。</p>
        </Confirm>
      )}
    </>
  )
}

function Delete({ batch, chosen, count }: Props & { count: number }) {
  const [confirming, setConfirming] = useState(false)
  const remove = useMutation(deleteDraftsMutation)
  return (
    <>
      <button type="button" className={`${blocks.wide} ${blocks.plain}`} onClick={() => setConfirming(true)}>
        {chosen.all ? `删除全部 ${count} 份草稿` : `删除选中的 ${count} 份草稿`}
      </button>
      {confirming && (
        <Confirm
          title={`删除 ${count} 份草稿？`}
          act="删除"
          danger
          onAct={() => remove.mutateAsync({ id: batch.id, count, ...chosen.rows })}
          onDone={chosen.chooseAll}
          onClose={() => setConfirming(false)}
        >
          <p>
            表格“{batch.fileName}”中{chosen.all ? '没有提交的' : '选中的'} {count}{' '}
            份草稿将删除，不能恢复；已提交的不受影响。
          </p>
          <p>删除后不能再由这张表格生成，要登记须重新上传。</p>
        </Confirm>
      )}
    </>
  )
}
