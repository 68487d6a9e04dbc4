'use client'

import { isFieldRequired } from '@/lib/features/content/rules/requirements'
import { valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { choicesOf } from './choices'
import { FieldInput } from './field-input'
import styles from './form.module.css'
import { useForm } from './form-context'

/** A field of the open draft with its value, options, fault and differing catalogue value. */
export function FormField({
  path,
  label,
  placeholder,
}: {
  path: string
  label?: string
  placeholder?: string
}) {
  const { content, slots, options, faults, view, enter, catalogueValues, setCatalogueValues } = useForm()
  const known = findField(path)
  if (!known) return null
  const field = label ? { ...known, label } : known
  const choices = choicesOf(field, options, content.kind)
  const catalogueValue = catalogueValues[path]
  const adopt = () => {
    if (catalogueValue === undefined) return
    enter({ [path]: catalogueValue }, [...view.record.published, path])
    const { [path]: _, ...others } = catalogueValues
    setCatalogueValues(others)
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
      {catalogueValue !== undefined && (
        <p className={styles.differs}>
          目录为 {choices?.find(({ code }) => code === catalogueValue)?.name ?? catalogueValue}
          {field.unit && ` ${field.unit}`}
          <button type="button" onClick={adopt} aria-label={`${field.label}采用目录的内容`}>
            采用
          </button>
        </p>
      )}
    </FieldInput>
  )
}
