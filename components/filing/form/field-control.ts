import type { ReactNode } from 'react'
import type { FieldInfo } from '@/lib/features/content/schema/fields'

export type Value = string | number | boolean | null
export type Choice = { code: string; name: string }

export type FieldInputProps = {
  field: FieldInfo
  value: Value
  onChange: (value: Value) => void
  /** Stands at the field, in the server's words. */
  fault?: string
  required?: boolean
  disabled?: boolean
  placeholder?: string
  /** The value came from the catalogue and was not touched since. */
  published?: boolean
  /** Of a field that chooses from a list. */
  options?: readonly Choice[]
  /** Below the input: what the catalogue says otherwise, an example. */
  children?: ReactNode
}

export type ControlProps = Omit<FieldInputProps, 'field' | 'children' | 'published'> & {
  field: FieldInfo
  /** Everything an input needs to be found by its label, its fault and a link to its path. */
  tied: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean
    'aria-required': boolean | undefined
    disabled: boolean | undefined
  }
  labelId: string
}
