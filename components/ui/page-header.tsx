import type { ReactNode } from 'react'
import styles from './page-header.module.css'

type Props = {
  title: string
  /** Number of entries of the page. */
  count?: number
  hint?: ReactNode
  /** The main next step, and secondary ones beside it. */
  actions?: ReactNode
}

/** Header of every console page: title, count, hint, actions. */
export function PageHeader({ title, count, hint, actions }: Props) {
  return (
    <div className={styles.header}>
      <h1 className={styles.title}>
        {title}
        {count !== undefined && <span className={styles.count}>{count} 件</span>}
      </h1>
      {hint && <div className={styles.hint}>{hint}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
