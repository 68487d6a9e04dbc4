import type { ReactNode } from 'react'
import styles from './fact-tool.module.css'
import type { FactTool } from './focused-fact'

type Props = {
  /** The key of this name presses it in the fact that has the focus. */
  tool: FactTool
  label: string
  /** What it does, with its key. */
  title: string
  icon: ReactNode
  /** Whether it is switched on; absent for what is no switch. */
  pressed?: boolean
  onPress: () => void
}

/**
 * A small button right of a value. A plain one: a desk has a hundred of them, and they are drawn anew for every filing. Not
 * in the tab order, since the keys of the desk reach it through its fact.
 */
export function FactToolButton({ tool, label, title, icon, pressed, onPress }: Props) {
  return (
    <button
      type="button"
      className={styles.tool}
      data-tool={tool}
      tabIndex={-1}
      aria-label={label}
      aria-pressed={pressed}
      title={title}
      onClick={onPress}
    >
      {icon}
    </button>
  )
}
