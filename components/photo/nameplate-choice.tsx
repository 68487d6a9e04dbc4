'use client'

import { useId } from 'react'
import styles from './photo-step.module.css'

const CHOICES = [
  { value: true, label: '有发动机、机械铭牌' },
  { value: false, label: '无发动机、机械铭牌' },
]

/** First question of the step (manual, 2) 图片上传): the answer determines the required photos. */
export function NameplateChoice({
  value,
  fault,
  onChange,
}: {
  value: boolean | null | undefined
  fault?: string
  onChange: (value: boolean) => void
}) {
  const id = useId()
  return (
    <fieldset
      id="hasNameplate"
      tabIndex={-1}
      className={styles.choice}
      aria-describedby={fault && `${id}-fault`}
      aria-invalid={fault !== undefined}
    >
      <legend>
        有无铭牌<span className={styles.required}>必选</span>
      </legend>
      {CHOICES.map(({ value: choice, label }) => (
        <label key={label} className={styles.answer}>
          <input
            type="radio"
            name="hasNameplate"
            checked={value === choice}
            onChange={() => onChange(choice)}
          />
          {label}
        </label>
      ))}
      {fault && (
        <p id={`${id}-fault`} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
