import { Checkbox, type CheckboxRef } from 'antd'
import type { RefObject } from 'react'
import { notPrinted } from '@/lib/features/pickup/rules/printed-items'
import { ITEM_LABELS, PICKUP_ITEMS, type Pickup, type PickupItem } from '@/lib/features/pickup/schema'
import css from './counter.module.css'

type Props = {
  first: RefObject<CheckboxRef | null>
  pickups: readonly Pickup[]
  value: PickupItem[]
  onChange: (items: PickupItem[]) => void
  /** Enter leads on, as in a text field. */
  onEnter: () => void
}

/** What the officer puts on the table: each is ticked by hand, none beforehand; what was never printed says so. */
export function ItemChecks({ first, pickups, value, onChange, onEnter }: Props) {
  const all = value.length === PICKUP_ITEMS.length
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in the oldest browsers
    <div
      role="group"
      aria-label="发放物品"
      className={css.items}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onEnter()
      }}
    >
      <Checkbox
        ref={first}
        checked={all}
        indeterminate={value.length > 0 && !all}
        onChange={() => onChange(all ? [] : [...PICKUP_ITEMS])}
      >
        全部（空格）
      </Checkbox>
      {PICKUP_ITEMS.map((item) => (
        <Checkbox
          key={item}
          checked={value.includes(item)}
          onChange={({ target }) =>
            onChange(PICKUP_ITEMS.filter((each) => (each === item ? target.checked : value.includes(each))))
          }
        >
          {ITEM_LABELS[item]}
          {missingText(pickups, item)}
        </Checkbox>
      ))}
    </div>
  )
}

function missingText(pickups: readonly Pickup[], item: PickupItem) {
  const missing = pickups.filter(({ copies }) => notPrinted([item], copies).length > 0).length
  if (missing === 0) return null
  return <span className={css.soft}> {pickups.length === 1 ? '尚未打印' : `${missing} 台尚未打印`}</span>
}
