'use client'

import { type ComponentProps, useState } from 'react'
import { Field } from './field'
import styles from './field.module.css'

type Props = Omit<ComponentProps<typeof Field>, 'type' | 'action'>

/** A password field that can be shown: on a phone, mistyped passwords are the most frequent error. */
export function PasswordField(props: Props) {
  const [shown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      action={
        <button
          type="button"
          className={styles.small}
          aria-pressed={shown}
          aria-label={`显示${props.label}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? '隐藏' : '显示'}
        </button>
      }
    />
  )
}
