'use client'

import { useId, useState } from 'react'
import { OwnerDistrictPicker } from '@/components/division/owner-district-picker'
import { FieldRow } from '@/components/mobile/field-row'
import styles from '@/components/mobile/field-row.module.css'
import { halfWidth } from '@/lib/core/normalise'
import { KIND_LABELS } from '@/lib/features/content/schema/fields'
import { DateInput } from './date-input'
import type { ControlProps, FieldInputProps } from './field-control'

const KIND_CHOICES = Object.entries(KIND_LABELS).map(([code, name]) => ({ code, name }))

/** One field of a filing by its kind. The input's id is the field's path, so that a fault elsewhere can lead to it. */
export function FieldInput({ children, published, ...props }: FieldInputProps) {
  const { field, fault, required, disabled } = props
  const ids = useId()
  const tied = {
    id: field.path,
    'aria-describedby': fault ? `${ids}-fault` : undefined,
    'aria-invalid': fault !== undefined,
    'aria-required': required || undefined,
    disabled,
  }
  return (
    <FieldRow
      id={field.path}
      labelId={`${ids}-label`}
      faultId={`${ids}-fault`}
      label={field.label}
      required={required}
      // The longest name of a stage has no room beside the label of a phone.
      wide={field.wide || field.list === 'STAGE'}
      group={field.kind === 'flag'}
      mark={published ? '来自目录' : undefined}
      fault={fault}
      below={children}
    >
      <Control {...props} tied={tied} labelId={`${ids}-label`} />
    </FieldRow>
  )
}

function Control(props: ControlProps) {
  const { field, value, onChange, tied, labelId, placeholder } = props
  if (field.kind === 'flag') return <FlagInput {...props} />
  if (field.kind === 'date') return <DateInput {...props} />
  if (field.kind === 'district') {
    return (
      <OwnerDistrictPicker
        id={tied.id}
        disabled={tied.disabled}
        describedBy={tied['aria-describedby']}
        labelId={labelId}
        label={field.label}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        placeholder={placeholder}
      />
    )
  }
  if (field.kind === 'list' || field.path === 'kind') return <ListInput {...props} />
  return <TypedInput {...props} />
}

/** What is typed stays as it is typed until the input is left: the stored value has its blanks and width corrected. */
function TypedInput({ field, value, onChange, tied, placeholder }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const number = field.kind === 'number'
  const change = (text: string) => {
    const next = number ? decimalOf(text) : text
    setTyped(next)
    onChange(number ? numberOf(next) : next.trim() === '' ? null : next)
  }
  return (
    <span className={styles.typed}>
      <input
        {...tied}
        type="text"
        inputMode={number ? 'decimal' : undefined}
        autoComplete="off"
        className={styles.input}
        placeholder={placeholder ?? `请填写${field.label}`}
        value={typed ?? (value === null ? '' : String(value))}
        onChange={({ target }) => change(target.value)}
        onBlur={() => setTyped(null)}
      />
      {field.unit && <span className={styles.unit}>{field.unit}</span>}
    </span>
  )
}

/** Digits and one point; whatever else was typed or pasted (a unit, a comma between thousands) falls away. */
function decimalOf(text: string): string {
  const [whole = '', ...rest] = halfWidth(text)
    .replaceAll('。', '.')
    .replace(/[^\d.]/g, '')
    .split('.')
  return rest.length > 0 ? `${whole}.${rest.join('')}` : whole
}

function numberOf(text: string): number | null {
  return /\d/.test(text) ? Number(text) : null
}

function ListInput({ field, value, onChange, options, tied, placeholder = '请选择' }: ControlProps) {
  const choices = options ?? (field.path === 'kind' ? KIND_CHOICES : [])
  const code = typeof value === 'string' ? value : ''
  const gone = code !== '' && choices.length > 0 && !choices.some((choice) => choice.code === code)
  return (
    <select
      {...tied}
      className={styles.input}
      data-empty={code === '' || undefined}
      value={code}
      onChange={({ target }) => onChange(target.value || null)}
    >
      <option value="">{placeholder}</option>
      {gone && <option value={code}>原来的选项已停用，请重新选择</option>}
      {choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choice.name}
        </option>
      ))}
    </select>
  )
}

const ANSWERS = [
  { answer: true, word: '是' },
  { answer: false, word: '否' },
] as const

function FlagInput({ field, value, onChange, tied }: ControlProps) {
  return (
    <span className={styles.flags}>
      {ANSWERS.map(({ answer, word }) => (
        <label key={word} className={styles.flag}>
          <input
            type="radio"
            id={answer ? tied.id : undefined}
            disabled={tied.disabled}
            aria-describedby={tied['aria-describedby']}
            name={field.path}
            checked={value === answer}
            onChange={() => onChange(answer)}
          />
          {word}
        </label>
      ))}
    </span>
  )
}
