import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import {
  isMachineColumn,
  MACHINE_COLUMN_LABELS,
  MACHINE_COLUMNS,
  type MachineColumnKey,
} from '@/lib/features/machine/schema/columns'
import styles from './search.module.css'

type Props = {
  chosen: readonly MachineColumnKey[]
  onChoose: (columns: readonly MachineColumnKey[] | null) => void
}

/** Selects the columns of the list. The number cannot be hidden: it identifies the machine. */
export function ColumnChooser({ chosen, onChoose }: Props) {
  const options = MACHINE_COLUMNS.map((key) => ({
    value: key,
    label: MACHINE_COLUMN_LABELS[key],
    disabled: key === 'registrationNumber',
  }))
  const boxes = (
    <div className={styles.chooser}>
      <Checkbox.Group
        aria-label="显示的列"
        className={styles.choices}
        options={options}
        value={[...chosen]}
        onChange={(keys) => onChoose(keys.filter(isMachineColumn))}
      />
      <Button size="small" onClick={() => onChoose(null)}>
        恢复常用的列
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title="显示的列" content={boxes}>
      <Button icon={<SettingOutlined aria-hidden />}>列</Button>
    </Popover>
  )
}
