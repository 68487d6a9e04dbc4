import blocks from '@/components/mobile/blocks.module.css'
import { BATCH_STATUS_LABELS, isUnderWay } from '@/lib/features/batch/rules/states'
import type { BatchDto } from '@/lib/features/batch/schema'
import styles from './batch.module.css'

/** How far the job is, or why the last one ended before its end. */
export function BatchProgress({ batch }: { batch: BatchDto }) {
  if (!isUnderWay(batch))
    return batch.failure ? (
      <p role="alert" className={blocks.alert}>
        {batch.failure}
      </p>
    ) : null
  const [done, all] = doneOf(batch)
  return (
    <div className={styles.progress}>
      <p role="status">
        {BATCH_STATUS_LABELS[batch.status]}：{done} / {all}。可以离开本页，后台继续办理。
      </p>
      <progress value={done} max={Math.max(1, all)} aria-label={BATCH_STATUS_LABELS[batch.status]} />
    </div>
  )
}

function doneOf({ status, drafted, refused, waiting, asked, submitted, submitRefused }: BatchDto) {
  if (status === 'DRAFTING') return [drafted + refused, drafted + refused + waiting] as const
  const done = submitted + submitRefused
  return [done, done + asked] as const
}
