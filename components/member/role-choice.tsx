import { useId } from 'react'
import { UNIT_ROLE_LABELS, UNIT_ROLE_WORDS, UNIT_ROLES, type UnitRole } from '@/lib/core/unit-role'
import styles from './member.module.css'

/** One of the roles, with what each may do. */
export function RoleChoice({ role, onRole }: { role: UnitRole; onRole: (role: UnitRole) => void }) {
  const name = useId()
  return (
    <fieldset className={styles.roles}>
      <legend>权限</legend>
      {UNIT_ROLES.map((each) => (
        <label key={each} className={styles.role}>
          <input type="radio" name={name} checked={each === role} onChange={() => onRole(each)} />
          <span>
            {UNIT_ROLE_LABELS[each]}
            <span>{UNIT_ROLE_WORDS[each]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
