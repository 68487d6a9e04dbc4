'use client'

import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import styles from './form.module.css'

type Status = { tone: 'good' | 'busy' | 'warn'; text: string; retry?: string }

/** Save status of the draft as shown to the owner. */
function saveStatus({ state, error, onPhone, record }: DraftView): Status {
  const localNote = onPhone ? '已保存在本机' : '本机不能保存，请不要关闭页面'
  if (state === 'closed') {
    return {
      tone: 'warn',
      text: `${error?.message ?? '不能再修改'}（填写的内容${onPhone ? '仍在本机' : '仍在本页'}）`,
    }
  }
  const photos = record.photos.filter(({ fault }) => !fault).length
  const uploading = photos > 0 ? `，${photos} 张照片待上传` : ''
  if (state === 'local' && error) {
    if (error.problem.status === 401) return { tone: 'warn', text: `请重新登录，${localNote}`, retry: '登录' }
    if (error.code === 'NETWORK') {
      return { tone: 'warn', text: `未联网，${localNote}${uploading}，联网后自动上传`, retry: '重试' }
    }
    return { tone: 'warn', text: `服务器暂时没有接收，${localNote}${uploading}，稍后自动重试`, retry: '重试' }
  }
  if (state !== 'saved') return { tone: 'busy', text: `正在保存…${uploading}` }
  if (Object.keys(record.refused).some((path) => path in record.edits)) {
    return { tone: 'warn', text: '有填写的内容需要修改，其余已保存' }
  }
  return record.filing ? { tone: 'good', text: '已保存' } : { tone: 'busy', text: '填写的内容会自动保存' }
}

/** Shows at all times whether the entries are saved on the server. */
export function SavedState({ draft, view }: { draft: Draft; view: DraftView }) {
  const { tone, text, retry } = saveStatus(view)
  return (
    <div className={styles.saved} data-tone={tone}>
      <span role="status">{text}</span>
      {retry && (
        <button type="button" onClick={() => void draft.flush().catch(() => undefined)}>
          {retry}
        </button>
      )}
    </div>
  )
}
