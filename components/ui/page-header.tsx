import type { ReactNode } from 'react'
import styles from './page-header.module.css'

type Props = {
  title: string
  /** How many things the page is about. */
  count?: number
  hint?: ReactNode
  /** The one obvious next step, and lesser ones beside it. */
  actions?: ReactNode
}

/** The head of every console page: what it is, how much, what to do. */
export function PageHeader({ title, count, hint, actions }: Props) {
  return (
    <div className={styles.header}>
      <h1 className={styles.title}>
        {title}
        {count !== undefined && <span className={styles.count}>{count} 件</span>}
      </h1>
      {hint && <p className={styles.hint}>{hint}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
