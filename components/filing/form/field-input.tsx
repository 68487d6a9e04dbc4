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

/** Input for one filing field, by kind. The input's id is the field path, so that links in fault lists can focus it. */
export function FieldInput({ children, published, ...props }: FieldInputProps) {
  const { field, fault, required, disabled } = props
  const ids = useId()
  const inputProps = {
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
      // The longest stage name does not fit beside the label on a phone.
      wide={field.wide || field.list === 'STAGE'}
      group={field.kind === 'flag'}
      mark={published ? '来自目录' : undefined}
      fault={fault}
      below={children}
    >
      <Control {...props} inputProps={inputProps} labelId={`${ids}-label`} />
    </FieldRow>
  )
}

function Control(props: ControlProps) {
  const { field, value, onChange, inputProps, labelId, placeholder } = props
  if (field.kind === 'flag') return <FlagInput {...props} />
  if (field.kind === 'date') return <DateInput {...props} />
  if (field.kind === 'district') {
    return (
      <OwnerDistrictPicker
        id={inputProps.id}
        disabled={inputProps.disabled}
        describedBy={inputProps['aria-describedby']}
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

/** Shows the raw text until blur: the stored value is trimmed and has its character width normalised. */
function TypedInput({ field, value, onChange, inputProps, placeholder }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const isNumber = field.kind === 'number'
  const change = (text: string) => {
    const next = isNumber ? decimalOf(text) : text
    setTyped(next)
    onChange(isNumber ? numberOf(next) : next.trim() === '' ? null : next)
  }
  return (
    <span className={styles.typed}>
      <input
        {...inputProps}
        type="text"
        inputMode={isNumber ? 'decimal' : undefined}
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

/** Leaves digits, one decimal point and a minus before them, which the limits refuse; drops units and thousands separators. */
function decimalOf(text: string): string {
  const plain = halfWidth(text)
  const sign = /^\s*[-−]/.test(plain) ? '-' : ''
  const [whole = '', ...rest] = plain
    .replaceAll('。', '.')
    .replace(/[^\d.]/g, '')
    .split('.')
  return sign + (rest.length > 0 ? `${whole}.${rest.join('')}` : whole)
}

function numberOf(text: string): number | null {
  return /\d/.test(text) ? Number(text) : null
}

function ListInput({ field, value, onChange, options, inputProps, placeholder = '请选择' }: ControlProps) {
  const choices = options ?? (field.path === 'kind' ? KIND_CHOICES : [])
  const code = typeof value === 'string' ? value : ''
  const retired = code !== '' && choices.length > 0 && !choices.some((choice) => choice.code === code)
  return (
    <select
      {...inputProps}
      className={styles.input}
      data-empty={code === '' || undefined}
      value={code}
      onChange={({ target }) => onChange(target.value || null)}
    >
      <option value="">{placeholder}</option>
      {retired && <option value={code}>原来的选项已停用，请重新选择</option>}
      {choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choice.name}
        </option>
      ))}
    </select>
  )
}

const FLAG_CHOICES = [
  { flag: true, text: '是' },
  { flag: false, text: '否' },
] as const

function FlagInput({ field, value, onChange, inputProps }: ControlProps) {
  return (
    <span className={styles.flags}>
      {FLAG_CHOICES.map(({ flag, text }) => (
        <label key={text} className={styles.flag}>
          <input
            type="radio"
            id={flag ? inputProps.id : undefined}
            disabled={inputProps.disabled}
            aria-describedby={inputProps['aria-describedby']}
            name={field.path}
            checked={value === flag}
            onChange={() => onChange(flag)}
          />
          {text}
        </label>
      ))}
    </span>
  )
}
