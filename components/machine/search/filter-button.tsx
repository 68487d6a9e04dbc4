import { FilterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import styles from './search.module.css'

type Props = { open: boolean; onToggle: (open: boolean) => void; controls: string }

/** On a narrow screen the filters stand behind this button, since they would fill it. */
export function FilterButton({ open, onToggle, controls }: Props) {
  return (
    <Button
      className={styles.fold}
      icon={<FilterOutlined aria-hidden />}
      aria-expanded={open}
      aria-controls={controls}
      onClick={() => onToggle(!open)}
    >
      {open ? '收起条件' : '条件'}
    </Button>
  )
}
