import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { formatMinute } from '@/components/ui/format-minute'
import { type ListColumn, textColumn } from '@/components/ui/list-table/list-column'
import { useConfirm } from '@/components/ui/use-confirm'
import { spokenNumber } from '@/lib/core/filing-number'
import { deleteAssistedMutation, formUrl, receiptUrl } from '@/lib/features/assisted/api/assisted'
import type { AssistedRow } from '@/lib/features/assisted/schema'
import { statusLabel } from '@/lib/features/filing/rules/progress'
import styles from './assisted.module.css'

const column = textColumn<AssistedRow>

export function assistedColumns(): ListColumn<AssistedRow>[] {
  return [
    column('owner', '机主', (row) => row.ownerName),
    { ...column('machine', '机械', (row) => row.machine, 170), unbroken: true },
    { key: 'status', title: '进展', width: 230, render: (row) => <Progress row={row} /> },
    { ...column('number', '查询号', (row) => spokenNumber(row.number), 136), unbroken: true },
    column('submittedAt', '提交时间', (row) => formatMinute(row.submittedAt), 146),
    column('enteredBy', '录入人', (row) => row.enteredBy.join('、'), 110),
    { key: 'act', title: '办理', width: 128, narrow: 108, render: (row) => <Acts row={row} /> },
  ]
}

/** What the officer tells the owner who asks. */
function Progress({ row }: { row: AssistedRow }) {
  const { told, registrationNumber } = row
  return (
    <>
      <strong>{statusLabel(row)}</strong>
      {registrationNumber && <div className={styles.number}>{registrationNumber}</div>}
      {told && <div className={styles.quiet}>{told}</div>}
    </>
  )
}

const ACTS: Partial<Record<AssistedRow['status'], string>> = { DRAFT: '继续填写', RETURNED: '修改后再提交' }

/** Plain links: the form is a document of its own, and the slip opens beside this page. */
function Acts({ row: { id, status, ownerName } }: { row: AssistedRow }) {
  const confirm = useConfirm()
  const deletion = useMutation(deleteAssistedMutation)
  const remove = () =>
    confirm({
      title: `删除“${ownerName}”的代办草稿？`,
      content: '填写的内容和照片一并删除，不能恢复。',
      okText: '删除',
      action: () => deletion.mutateAsync(id),
    })
  return (
    <div className={styles.acts}>
      <a href={formUrl(id)} aria-label={`${ACTS[status] ?? '查看'}：${ownerName}`}>
        {ACTS[status] ?? '查看'}
      </a>
      {status === 'DRAFT' ? (
        <Button type="link" size="small" onClick={remove} aria-label={`删除草稿：${ownerName}`}>
          删除
        </Button>
      ) : (
        <a href={receiptUrl(id)} target="_blank" rel="noopener" aria-label={`打印凭条：${ownerName}`}>
          打印凭条
        </a>
      )}
    </div>
  )
}
