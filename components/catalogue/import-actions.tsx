'use client'

import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useConfirm } from '@/components/ui/use-confirm'
import { formatCount } from '@/lib/core/format-count'
import { discardImportMutation, runImportMutation, undoImportMutation } from '@/lib/features/catalogue/api'
import { importAllows } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueImport } from '@/lib/features/catalogue/schema'

/** Run, undo, discard: those that `importAllows` in this state. */
export function ImportActions({ row }: { row: CatalogueImport }) {
  const router = useRouter()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const run = useMutation({ ...runImportMutation, onError: (error) => void message.error(error.message) })
  const undo = useMutation(undoImportMutation)
  const discard = useMutation(discardImportMutation)
  const added = formatCount(row.addedRows)

  const askToUndo = () =>
    confirm({
      title: '撤销这次导入？',
      content: `将从目录中删除这次导入的 ${added} 条，不能恢复；需要时可以重新上传文件。机主已经填好的登记不受影响。`,
      okText: '撤销导入',
      action: () => undo.mutateAsync(row.id),
    })
  const askToDiscard = () =>
    confirm({
      title: '放弃这个文件？',
      content: '文件和检查结果将被删除，目录没有任何变化。',
      okText: '放弃',
      action: () => discard.mutateAsync(row.id).then(() => router.push('/admin/catalogue/imports')),
    })
  return (
    <>
      {importAllows('run', row) && (
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate(row.id)}>
          {row.status === 'FAILED' ? '继续导入' : `导入 ${formatCount(row.goodRows)} 条`}
        </Button>
      )}
      {importAllows('undo', row) && (
        <Button danger onClick={askToUndo}>
          撤销导入
        </Button>
      )}
      {importAllows('discard', row) && <Button onClick={askToDiscard}>放弃</Button>}
    </>
  )
}
