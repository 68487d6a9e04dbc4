import type { ReactNode } from 'react'
import styles from './field-row.module.css'

type Props = {
  /** Id of the input that the label belongs to. */
  id: string
  labelId: string
  faultId: string
  label: string
  required?: boolean
  /** Label and input on separate lines. */
  wide?: boolean
  /** The control is a group of inputs, e.g. yes and no: the label names the group. */
  group?: boolean
  /** Short text beside the label, e.g. the source of the value. */
  mark?: string
  fault?: string
  below?: ReactNode
  children: ReactNode
}

/** One form field: label (red if required, as in the manual), input, and error below. */
export function FieldRow({ id, labelId, faultId, label, fault, below, children, ...options }: Props) {
  const { required, wide, group, mark } = options
  const labelClass = `${styles.label} ${required ? styles.required : ''}`
  const grouped = group ? { role: 'group', 'aria-labelledby': labelId } : {}
  return (
    <div className={`${styles.row} ${wide ? styles.wide : ''}`} {...grouped}>
      <span className={styles.head}>
        {group ? (
          <span id={labelId} className={labelClass}>
            {label}
            {required && <RequiredMark />}
          </span>
        ) : (
          <label id={labelId} htmlFor={id} className={labelClass}>
            {label}
            {required && <RequiredMark />}
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

/** Colour alone would not reach people who cannot see it. */
function RequiredMark() {
  return <span aria-hidden="true"> *</span>
}
