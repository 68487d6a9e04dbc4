import type { ReactNode } from 'react'
import styles from './code-text.module.css'

/**
 * A code as it is stamped: letters and figures of one width, never broken inside where a line can hold it.
 * @param props.code false: another text, shown as it is
 */
export function CodeText({ code = true, children }: { code?: boolean; children: ReactNode }) {
  return code ? <span className={styles.code}>{children}</span> : children
}
