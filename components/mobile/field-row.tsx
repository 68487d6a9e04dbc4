import type { ReactNode } from 'react'
import styles from './field-row.module.css'

type Props = {
  /** Of the input that the label belongs to. */
  id: string
  labelId: string
  faultId: string
  label: string
  required?: boolean
  /** Label and input on lines of their own. */
  wide?: boolean
  /** Several inputs answer together (yes, no): the label names the group. */
  group?: boolean
  /** A word beside the label, e.g. where the value came from. */
  mark?: string
  fault?: string
  below?: ReactNode
  children: ReactNode
}

/** A field's line: its word (red where it must be filled, as the manual has it), its input, and its fault below. */
export function FieldRow({ id, labelId, faultId, label, fault, below, children, ...look }: Props) {
  const { required, wide, group, mark } = look
  const word = `${styles.label} ${required ? styles.required : ''}`
  const grouped = group ? { role: 'group', 'aria-labelledby': labelId } : {}
  return (
    <div className={`${styles.row} ${wide ? styles.wide : ''}`} {...grouped}>
      <span className={styles.head}>
        {group ? (
          <span id={labelId} className={word}>
            {label}
            {required && <Needed />}
          </span>
        ) : (
          <label id={labelId} htmlFor={id} className={word}>
            {label}
            {required && <Needed />}
          </label>
        )}
        {mark && <span className={styles.mark}>{mark}</span>}
      </span>
      <div className={styles.control}>
        {children}
        {below}
        {fault && (
          <p id={faultId} role="alert" className={styles.fault}>
            {fault}
          </p>
        )}
      </div>
    </div>
  )
}

/** Colour alone tells nothing to those who do not see it. */
function Needed() {
  return <span aria-hidden="true"> *</span>
}
