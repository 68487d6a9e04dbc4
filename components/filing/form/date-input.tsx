'use client'

import { useState } from 'react'
import styles from '@/components/mobile/field-row.module.css'
import { halfWidth } from '@/lib/core/normalise'
import type { ControlProps } from './field-control'

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

/**
 * A date as much as is known of it. A whole day is chosen with the phone's own picker; where a plate shows no more than
 * the year and month, these are entered alone and kept as such.
 */
export function DateInput(props: ControlProps) {
  const { value, onChange, field, tied } = props
  const date = String(value ?? '')
  const [partly, setPartly] = useState(false)
  const isPartial = partly || (date !== '' && date.length < 10)
  const change = () => {
    // Of a whole day its month stays; a month never becomes a day by itself.
    setPartly(!isPartial)
    onChange(isPartial ? null : date.slice(0, 7) || null)
  }
  return (
    <>
      {isPartial ? <MonthInput {...props} /> : <DayInput {...props} />}
      <button
        type="button"
        className={styles.precision}
        disabled={tied.disabled}
        onClick={change}
        aria-label={isPartial ? `${field.label}：填写完整日期` : `${field.label}：只知道年份或月份`}
      >
        {isPartial ? '填写完整日期' : '只知道年份或月份'}
      </button>
    </>
  )
}

/** While a year is being typed (0020) nothing is told yet. */
function DayInput({ value, onChange, tied }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <input
      {...tied}
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

/** Not the browsers' own month picker, which several of them do not have. */
function MonthInput({ field, value, onChange, tied }: ControlProps) {
  const told = String(value ?? '')
  const [typed, setTyped] = useState<string | null>(null)
  const [chosen, setChosen] = useState(told.slice(5, 7))
  const year = typed ?? told.slice(0, 4)
  const month = told === '' ? chosen : told.slice(5, 7)
  const tell = (nextYear: string, nextMonth: string) => {
    if (nextYear === '') onChange(null)
    else if (/^(19|20)\d{2}$/.test(nextYear))
      onChange(nextMonth === '' ? nextYear : `${nextYear}-${nextMonth}`)
  }
  return (
    <span className={styles.typed}>
      <input
        {...tied}
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
          tell(next, month)
        }}
        onBlur={() => setTyped(null)}
      />
      <span className={styles.unit}>年</span>
      <select
        className={styles.input}
        disabled={tied.disabled}
        aria-label={`${field.label}的月份`}
        data-empty={month === '' || undefined}
        value={month}
        onChange={({ target }) => {
          setChosen(target.value)
          tell(year, target.value)
        }}
      >
        <option value="">月不详</option>
        {MONTHS.map((each) => (
          <option key={each} value={each}>
            {Number(each)} 月
          </option>
        ))}
      </select>
    </span>
  )
}
