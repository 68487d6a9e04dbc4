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
  /** First page of the result; undefined until it is loaded. */
  result: Pick<MachineSearchPage, 'total' | 'meaning'> | undefined
  columns: readonly MachineColumnKey[]
}

/** Exports the result as a file; hidden without the permission, disabled without a result. */
export function ExportButton({ question, result, columns }: Props) {
  const [open, setOpen] = useState(false)
  const may = useMay()
  if (!may('machine.export')) return null
  const total = result?.meaning === 'TOO_SHORT' ? null : result?.total
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
