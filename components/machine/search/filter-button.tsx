import { FilterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import styles from './search.module.css'

type Props = { open: boolean; onToggle: (open: boolean) => void; controls: string }

/** Toggles the filters on a narrow screen, which they would fill. */
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
