'use client'

import { useState } from 'react'
import styles from '@/components/mobile/field-row.module.css'
import { halfWidth } from '@/lib/core/normalise'
import type { ControlProps } from './field-control'

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

/**
 * Input of a full or partial date. Full dates use the phone's native picker; if a plate shows only the year, or year and
 * month, just these are entered and stored.
 */
export function DateInput(props: ControlProps) {
  const { value, onChange, field, inputProps } = props
  const date = String(value ?? '')
  const [partialSelected, setPartialSelected] = useState(false)
  const isPartial = partialSelected || (date !== '' && date.length < 10)
  const togglePrecision = () => {
    // A full date is cut to its month; a partial date is cleared, since its day is unknown.
    setPartialSelected(!isPartial)
    onChange(isPartial ? null : date.slice(0, 7) || null)
  }
  return (
    <>
      {isPartial ? <MonthInput {...props} /> : <DayInput {...props} />}
      <button
        type="button"
        className={styles.precision}
        disabled={inputProps.disabled}
        onClick={togglePrecision}
        aria-label={isPartial ? `${field.label}：填写完整日期` : `${field.label}：只知道年份或月份`}
      >
        {isPartial ? '填写完整日期' : '只知道年份或月份'}
      </button>
    </>
  )
}

/** No change is reported while the year is incomplete (e.g. 0020). */
function DayInput({ value, onChange, inputProps }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <input
      {...inputProps}
      type="date"
      min="1950-01-01"
      className={styles.input}
      value={typed ?? String(value ?? '')}
      onChange={({ target }) => {
        setTyped(target.value)
        if (target.value === '') onChange(null)
        else if (target.value >= '1900') onChange(target.value)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

/** Not `<input type="month">`, which several browsers do not support. */
function MonthInput({ field, value, onChange, inputProps }: ControlProps) {
  const stored = String(value ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const [chosen, setChosen] = useState(stored.slice(5, 7))
  const year = typed ?? stored.slice(0, 4)
  const month = stored === '' ? chosen : stored.slice(5, 7)
  const report = (nextYear: string, nextMonth: string) => {
    if (nextYear === '') onChange(null)
    else if (/^(19|20)\d{2}$/.test(nextYear))
      onChange(nextMonth === '' ? nextYear : `${nextYear}-${nextMonth}`)
  }
  return (
    <span className={styles.typed}>
      <input
        {...inputProps}
        type="text"
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
        className={`${styles.input} ${styles.year}`}
        placeholder="年份"
        value={year}
        onChange={({ target }) => {
          const next = halfWidth(target.value).replace(/\D/g, '')
          setTyped(next)
          report(next, month)
        }}
        onBlur={() => setTyped(null)}
      />
      <span className={styles.unit}>年</span>
      <select
        className={styles.input}
        disabled={inputProps.disabled}
        aria-label={`${field.label}的月份`}
        data-empty={month === '' || undefined}
        value={month}
        onChange={({ target }) => {
          setChosen(target.value)
          report(year, target.value)
        }}
      >
        <option value="">月不详</option>
        {MONTHS.map((value) => (
          <option key={value} value={value}>
            {Number(value)} 月
          </option>
        ))}
      </select>
    </span>
  )
}
