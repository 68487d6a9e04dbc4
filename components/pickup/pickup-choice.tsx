import { Button, Tag } from 'antd'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { FleetBar } from './fleet-bar'
import { MachinePhoto } from './machine-photo'
import type { MorePickups } from './use-lookup'

type Props = {
  pickups: readonly Pickup[]
  /** Loads further results; null when all are shown. */
  more: MorePickups
  chosenId: string | null
  onChoose: (pickup: Pickup) => void
  /** Opens all machines of an owner that wait here. */
  onFleet: (ownerId: string) => void
}

/** Several results side by side: arrow keys move between them, Enter opens one. */
export function PickupChoice({ pickups, more, chosenId, onChoose, onFleet }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const first = pickups[0]?.id
  // Focus the first result of a look-up; after 显示更多 the first of those added.
  const shown = useRef({ first: '', count: 0 })
  const { length } = pickups
  useEffect(() => {
    if (!first) return
    const index = shown.current.first === first ? shown.current.count : 0
    list.current?.querySelectorAll('button')[index]?.focus()
    shown.current = { first, count: length }
  }, [first, length])

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const index = buttons.findIndex((button) => button.matches(':focus'))
    buttons[Math.max(0, Math.min(index + step, buttons.length - 1))]?.focus()
  }

  return (
    <section aria-label="查找结果">
      <p className={css.found} role="status">
        {more
          ? `先显示 ${length} 件，还有更多；也可以改用领取码或登记号码查找`
          : `找到 ${length} 件，请选择（方向键移动，回车打开）`}
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
                <span className={css.number}>{pickup.machine.plate ?? pickup.machine.serial}</span>
                <span className={css.soft}>{pickup.owner.name}</span>
                <PickupState pickup={pickup} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {ownersOf(pickups).map((ownerId) => (
        <FleetBar key={ownerId} ownerId={ownerId} onOpen={onFleet} />
      ))}
      {more && (
        <p className={css.more}>
          <Button loading={more.busy} onClick={more.load}>
            显示更多
          </Button>
          {more.error && <span role="alert">后面的没有读到：{more.error.message}</span>}
        </p>
      )}
    </section>
  )
}

/** Owners with several machines of this list that wait here. */
function ownersOf(pickups: readonly Pickup[]): string[] {
  const waiting = pickups.filter(
    ({ collectedAt, machineActive, bureau }) => collectedAt === null && machineActive && bureau.own,
  )
  const ids = waiting.map(({ owner }) => owner.id)
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
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
