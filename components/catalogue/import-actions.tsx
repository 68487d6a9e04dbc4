'use client'

import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useConfirm } from '@/components/ui/use-confirm'
import {
  catalogueChanged,
  discardImport,
  importDiscarded,
  runImport,
  undoImport,
} from '@/lib/features/catalogue/api'
import { importAllows } from '@/lib/features/catalogue/rules/imports'
import type { CatalogueImport } from '@/lib/features/catalogue/schema'

/** Run, undo, discard: as the table of rules allows for this state. */
export function ImportActions({ row }: { row: CatalogueImport }) {
  const client = useQueryClient()
  const router = useRouter()
  const confirm = useConfirm()
  const { message } = App.useApp()
  const [starting, setStarting] = useState(false)
  const changed = () => catalogueChanged(client)
  const added = row.addedRows.toLocaleString('zh-CN')

  const run = () => {
    setStarting(true)
    runImport(row.id)
      .then(changed)
      .catch((error: Error) => message.error(error.message))
      .finally(() => setStarting(false))
  }
  const undo = () =>
    confirm({
      title: '撤销这次导入？',
      content: `将从目录中删除这次导入的 ${added} 条，不能恢复；需要时可以重新上传文件。机主已经填好的登记不受影响。`,
      okText: '撤销导入',
      action: () => undoImport(row.id).then(changed),
    })
  const discard = () =>
    confirm({
      title: '放弃这个文件？',
      content: '文件和检查结果将被删除，目录没有任何变化。',
      okText: '放弃',
      action: () =>
        discardImport(row.id).then(() => {
          router.push('/admin/catalogue/imports')
          return importDiscarded(client)
        }),
    })
  return (
    <>
      {importAllows('run', row) && (
        <Button type="primary" loading={starting} onClick={run}>
          {row.status === 'FAILED' ? '继续导入' : `导入 ${row.goodRows.toLocaleString('zh-CN')} 条`}
        </Button>
      )}
      {importAllows('undo', row) && (
        <Button danger onClick={undo}>
          撤销导入
        </Button>
      )}
      {importAllows('discard', row) && <Button onClick={discard}>放弃</Button>}
    </>
  )
}
