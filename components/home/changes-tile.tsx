import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatMinute } from '@/components/ui/format-minute'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'
import styles from './workbench.module.css'

/** Changes of the area that wait for a decision: how many, since when, and how many for longer than a filing may. */
export function ChangesTile() {
  const { data } = useQuery(queueCountsQuery())
  const count = data?.data.find(({ slug }) => slug === 'changes')?.count
  const changes = data?.changes
  const late = (changes?.overdue ?? 0) > 0
  return (
    <li>
      <Link href="/changes" prefetch={false} className={late ? styles.late : styles.tile}>
        <span className={styles.figure}>{count ?? '…'}</span>
        <span className={styles.name}>信息变更</span>
        <span className={styles.hint}>
          {changes?.oldestAt ? `最早 ${formatMinute(changes.oldestAt)} 提交` : '没有等待审核的变更'}
        </span>
        {changes && late && (
          <span className={styles.hint}>
            {changes.overdue} 件已等超过 {changes.days} 个工作日
          </span>
        )}
      </Link>
    </li>
  )
}
