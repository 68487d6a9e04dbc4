import type { ReactNode } from 'react'
import { DeadlineTag } from '@/components/filing/deadline-tag'
import { spokenNumber } from '@/lib/core/filing-number'
import type { QueueRow } from '@/lib/features/filing/schema/console'
import styles from './pass.module.css'

/** One claimed filing in a list of few facts. @param children before them, a box to tick */
export function HeldRow({ row, children }: { row: QueueRow; children?: ReactNode }) {
  return (
    <li className={styles.row}>
      {children}
      <span className={styles.number}>{spokenNumber(row.number)}</span>
      <span className={styles.grow}>
        {[row.machineModel, row.ownerName, row.districtName].filter(Boolean).join(' · ')}
      </span>
      {row.deciding ? <span>已决定，待生效</span> : <DeadlineTag warnAt={row.warnAt} dueAt={row.dueAt} />}
    </li>
  )
}
