import type { ReactNode } from 'react'
import type { FieldInfo } from '@/lib/features/content/schema/fields'

export type Value = string | number | boolean | null
export type Choice = { code: string; name: string }

export type FieldInputProps = {
  field: FieldInfo
  value: Value
  onChange: (value: Value) => void
  /** Error message shown at the field. */
  fault?: string
  required?: boolean
  disabled?: boolean
  placeholder?: string
  /** The value came from the catalogue and is unchanged. */
  published?: boolean
  /** For list fields. */
  options?: readonly Choice[]
  /** Shown below the input, e.g. a differing catalogue value. */
  children?: ReactNode
}

export type ControlProps = Omit<FieldInputProps, 'field' | 'children' | 'published'> & {
  field: FieldInfo
  /** Attributes that link the input to its label and error message; the id is the field path. */
  inputProps: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
    'aria-required': boolean | undefined
    disabled: boolean | undefined
  }
  labelId: string
}
