'use client'

import { useId, useState } from 'react'
import { Sheet } from '@/components/mobile/sheet'
import { rememberDistrict } from '@/lib/features/division/api'
import { DivisionList } from './division-list'
import styles from './owner-district-picker.module.css'
import { useDistrictName } from './use-district-name'

type Props = {
  id?: string
  /** Id of the visible label; with the chosen name it labels the button. */
  labelId: string
  label: string
  value: string | null
  onChange: (code: string) => void
  disabled?: boolean
  placeholder?: string
  /** Id of the field's fault message. */
  describedBy?: string
}

/** 省、市、区 in a sheet, one level after the other; shows the full name, e.g. 北京市 东城区. */
export function OwnerDistrictPicker(props: Props) {
  const { id, labelId, label, value, onChange, disabled, placeholder, describedBy } = props
  const [open, setOpen] = useState(false)
  const name = useDistrictName(value)
  const shownId = useId()
  return (
    <>
      <button
        id={id}
        disabled={disabled}
        aria-describedby={describedBy}
        type="button"
        data-faulty={describedBy ? true : undefined}
        className={styles.button}
        data-empty={value ? undefined : true}
        aria-haspopup="dialog"
        aria-labelledby={`${labelId} ${shownId}`}
        onClick={() => setOpen(true)}
      >
        <span id={shownId}>{value ? name : (placeholder ?? '请选择省、市、区')}</span>
      </button>
      {open && (
        <Sheet title={label} onClose={() => setOpen(false)}>
          {(close) => (
            <DivisionList
              value={value}
              onChoose={(division) => {
                rememberDistrict(division)
                onChange(division.code)
                close()
              }}
            />
          )}
        </Sheet>
      )}
    </>
  )
}
