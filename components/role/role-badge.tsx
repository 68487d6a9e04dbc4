import type { UnitRole } from '@/lib/core/unit-role'
import styles from './role.module.css'
import { useMay } from './use-may'

/** Beside the title of an entry that the role does not allow. */
export function RoleBadge({ needs }: { needs: UnitRole }) {
  const { may } = useMay(needs)
  return may ? null : <em className={styles.badge}>您的权限不能办理</em>
}
