'use client'

import { isFieldRequired } from '@/lib/features/content/rules/requirements'
import { valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { choicesOf } from './choices'
import { FieldInput } from './field-input'
import styles from './form.module.css'
import { useForm } from './form-context'

/** A field of the open draft: its value, what it may be, its fault, and what the catalogue says of it. */
export function FormField({
  path,
  label,
  placeholder,
}: {
  path: string
  label?: string
  placeholder?: string
}) {
  const { content, slots, options, faults, view, enter, differing, differ } = useForm()
  const known = findField(path)
  if (!known) return null
  const field = label ? { ...known, label } : known
  const choices = choicesOf(field, options, content.kind)
  const told = differing[path]
  const adopt = () => {
    if (told === undefined) return
    enter({ [path]: told }, [...view.record.published, path])
    const { [path]: _, ...others } = differing
    differ(others)
  }
  return (
    <FieldInput
      field={field}
      value={valueAt(content, path)}
      onChange={(value) => enter({ [path]: value })}
      fault={faults[path]}
      required={isFieldRequired(path, content, slots)}
      placeholder={placeholder}
      published={view.record.published.includes(path)}
      options={choices}
    >
      {told !== undefined && (
        <p className={styles.differs}>
          目录为 {choices?.find(({ code }) => code === told)?.name ?? told}
          {field.unit && ` ${field.unit}`}
          <button type="button" onClick={adopt} aria-label={`${field.label}采用目录的内容`}>
            采用
          </button>
        </p>
      )}
    </FieldInput>
  )
}
