'use client'

import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import styles from './field.module.css'

type Props = {
  label: string
  value: string
  onValue: (value: string) => void
  fault?: ReactNode
  hint?: ReactNode
  /** One short action beside the input. */
  action?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'className' | 'id'>

/** A labelled input with its hint and error below; marked as required, as all inputs outside of filings are. */
export function Field({ label, value, onValue, fault, hint, action, ...input }: Props) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <div className={styles.row}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        <div className={styles.entry}>
          <input
            {...input}
            id={id}
            aria-required
            className={styles.input}
            value={value}
            onChange={(event) => onValue(event.target.value)}
            aria-invalid={fault ? true : undefined}
            aria-describedby={describedBy || undefined}
          />
          {action}
        </div>
      </div>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  )
}
