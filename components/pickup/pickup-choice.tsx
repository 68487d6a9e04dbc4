import { Tag } from 'antd'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { MachinePhoto } from './machine-photo'

type Props = {
  pickups: readonly Pickup[]
  chosenId: string | null
  onChoose: (pickup: Pickup) => void
}

/** Several machines of one owner, beside each other: arrows go from one to the next, Enter opens it. */
export function PickupChoice({ pickups, chosenId, onChoose }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const first = pickups[0]?.id
  // From the input straight on to what was found.
  useEffect(() => {
    if (first) list.current?.querySelector('button')?.focus()
  }, [first])

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button.matches(':focus'))
    buttons[Math.max(0, Math.min(at + step, buttons.length - 1))]?.focus()
  }

  return (
    <section aria-label="查找结果">
      <p className={css.found} role="status">
        找到 {pickups.length} 件，请选择（方向键移动，回车打开）
      </p>
      <ul className={css.choice} ref={list} onKeyDown={onKeyDown}>
        {pickups.map((pickup) => (
          <li key={pickup.id}>
            <button
              type="button"
              aria-pressed={pickup.id === chosenId}
              className={pickup.id === chosenId ? css.cardChosen : css.card}
              onClick={() => onChoose(pickup)}
            >
              <MachinePhoto url={pickup.thumbnailUrl} size="small" />
              <span className={css.cardText}>
                <strong className={css.number}>{pickup.registrationNumber}</strong>
                <span>
                  {pickup.machine.categoryName} {pickup.machine.model}
                </span>
                <span className={css.soft}>{pickup.owner.name}</span>
                <PickupState pickup={pickup} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function PickupState({ pickup }: { pickup: Pickup }) {
  if (!pickup.machineActive) return <Tag color="error">登记已失效</Tag>
  if (pickup.collectedAt) return <Tag>已领取</Tag>
  return pickup.bureau.own ? (
    <Tag color="processing">待领取</Tag>
  ) : (
    <Tag color="warning">在{pickup.bureau.name}领取</Tag>
  )
}
