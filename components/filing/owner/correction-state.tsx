import blocks from '@/components/mobile/blocks.module.css'
import type { DraftView } from '@/lib/features/draft/api/draft'
import styles from './owner.module.css'

/** Where the corrections are saved; claims no upload that has not happened. */
export function CorrectionState({ view, onRetry }: { view: DraftView; onRetry: () => void }) {
  const { state, error, record } = view
  if (state === 'closed') {
    return (
      <p role="alert" className={blocks.alert}>
        {error?.message ?? '这条登记已不能修改'}。所填内容仍保存在本机。
      </p>
    )
  }
  const refused = Object.keys(record.refused).length > 0 || record.photos.some(({ fault }) => fault)
  const text = refused ? '有内容需要改正，已保存在本机' : STATE_TEXTS[state]
  return (
    <p role="status" className={styles.saved}>
      {text}
      {state === 'local' && !refused && (
        <button type="button" onClick={onRetry}>
          立即重试
        </button>
      )}
    </p>
  )
}

const STATE_TEXTS = {
  saved: '修改自动保存，提交后重新审核',
  saving: '正在保存…',
  local: '未联网，已保存在本机，联网后自动上传',
} as const
