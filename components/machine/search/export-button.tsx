import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '@/components/shell/actor-context'
import type { MachineSearchParams } from '@/lib/features/machine/api/search'
import type { MachineColumnKey } from '@/lib/features/machine/schema/columns'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import { ExportDialog } from './export-dialog'

type Props = {
  question: MachineSearchParams
  /** The first page of what the question finds; undefined until it is there. */
  found: Pick<MachineSearchPage, 'total' | 'meaning'> | undefined
  columns: readonly MachineColumnKey[]
}

/** Takes what is found home as a file; for those who may, and when there is something. */
export function ExportButton({ question, found, columns }: Props) {
  const [open, setOpen] = useState(false)
  const may = useMay()
  if (!may('machine.export')) return null
  const total = found?.meaning === 'TOO_SHORT' ? null : found?.total
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        disabled={!total || total.value === 0}
        onClick={() => setOpen(true)}
      >
        导出
      </Button>
      {open && total && (
        <ExportDialog question={question} total={total} columns={columns} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
