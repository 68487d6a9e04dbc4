import { Tag } from 'antd'
import { useAreaName } from '@/components/division/use-area-name'
import { conditionLabels } from '@/components/machine/search/condition-labels'
import type { MachineNames } from '@/components/machine/search/use-machine-names'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { chinaMinute } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import type { MachineExport } from '@/lib/features/export/schema'
import styles from './export.module.css'
import { ExportActions } from './export-actions'
import { ExportState } from './export-state'

const MB = 1024 * 1024

export function exportColumns(names: MachineNames): ListColumn<MachineExport>[] {
  return [
    { key: 'file', title: '文件', render: (row) => <FileCell row={row} names={names} /> },
    { key: 'state', title: '状态', width: 230, render: (row) => <ExportState row={row} /> },
    {
      key: 'rows',
      title: '台数',
      width: 100,
      render: ({ totalRows }) => (totalRows === null ? '—' : formatCount(totalRows)),
    },
    { key: 'bytes', title: '大小', width: 90, render: ({ bytes }) => sizeText(bytes) },
    {
      key: 'at',
      title: '导出时间',
      width: 150,
      render: ({ createdAt }) => chinaMinute(new Date(createdAt)),
    },
    { key: 'actions', title: '操作', width: 110, render: (row) => <ExportActions row={row} /> },
  ]
}

/** File name and search conditions: file names differ by their time only. */
function FileCell({ row, names }: { row: MachineExport; names: MachineNames }) {
  const { search, byPerson, personal, fileName } = row
  const areaName = useAreaName(search.districtCode ?? search.cityCode ?? search.provinceCode)
  const conditions = conditionLabels(search, names, areaName).map(({ label }) => label)
  const text = byPerson ? ['按手机号或证件号码查找'] : search.q ? [`“${search.q}”`] : []
  const labels = [...text, ...conditions]
  return (
    <div className={styles.file}>
      <div>
        {fileName} {personal && <Tag color="warning">含电话和证件号码</Tag>}
      </div>
      <div className={styles.what}>{labels.length > 0 ? labels.join('，') : '辖区内全部机械'}</div>
    </div>
  )
}

function sizeText(bytes: number | null): string {
  if (bytes === null) return '—'
  return bytes < MB ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MB).toFixed(1)} MB`
}
