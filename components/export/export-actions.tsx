import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useConfirm } from '@/components/ui/use-confirm'
import { cancelExportMutation, exportFileUrl } from '@/lib/features/export/api'
import { exportAllows } from '@/lib/features/export/rules/status'
import type { MachineExport } from '@/lib/features/export/schema'
import styles from './export.module.css'

/** Download and cancel: those that `exportAllows` in this state. */
export function ExportActions({ row }: { row: MachineExport }) {
  const confirm = useConfirm()
  const cancel = useMutation(cancelExportMutation)
  const askToCancel = () =>
    confirm({
      title: '取消这个导出？',
      content: '已经写好的部分会删除，需要时可以重新导出。',
      okText: '取消导出',
      cancelText: '继续导出',
      action: () => cancel.mutateAsync(row.id),
    })
  return (
    <div className={styles.actions}>
      {exportAllows('download', row.status) && (
        <Button
          type="primary"
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          href={exportFileUrl(row.id)}
          download
          aria-label={`下载 ${row.fileName}`}
        >
          下载
        </Button>
      )}
      {exportAllows('cancel', row.status) && (
        <Button size="small" danger onClick={askToCancel} aria-label={`取消导出 ${row.fileName}`}>
          取消
        </Button>
      )}
    </div>
  )
}
