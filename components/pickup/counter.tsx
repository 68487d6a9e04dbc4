'use client'

import { useQueryClient } from '@tanstack/react-query'
import { App, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Empty, Failed } from '@/components/ui/states'
import { pickupChanged } from '@/lib/features/pickup/api'
import type { LookupInput, Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { LookupInputLine } from './lookup-input'
import { OpenedPickup } from './opened-pickup'
import { PickupChoice } from './pickup-choice'
import { PickupDetail } from './pickup-detail'
import { useLookup } from './use-lookup'

/**
 * 号码领取: one look-up input, the results side by side, then identity check, papers and hand-over; afterwards the empty
 * input again.
 * @param openedId pickup opened from the waiting list
 */
export function Counter({ openedId }: { openedId: string | null }) {
  const input = useRef<InputRef>(null)
  const client = useQueryClient()
  const { message } = App.useApp()
  const [line, setLine] = useState('')
  const [chosen, setChosen] = useState<Pickup | null>(null)
  const [opened, setOpened] = useState(openedId)
  const search = useLookup((pickups) => setChosen(pickups.length === 1 ? (pickups[0] ?? null) : null))

  // Only once the pickup is gone from the page: until then its dialog keeps the focus.
  const idle = chosen === null && opened === null
  useEffect(() => {
    if (idle) input.current?.focus()
  }, [idle])

  function reset() {
    search.reset()
    setChosen(null)
    setOpened(null)
    setLine('')
    if (openedId) window.history.replaceState(null, '', '/counter')
  }
  function lookUp(query: LookupInput) {
    setChosen(null)
    setOpened(null)
    search.lookUp(query)
  }
  function handedOver(pickup: Pickup) {
    void message.success(`${pickup.registrationNumber} 已发放给 ${pickup.collector?.name ?? ''}`, 5)
    void pickupChanged(client, pickup.id)
    reset()
  }

  const results = search.result?.pickups
  return (
    <>
      <PageHeader title="号码领取" hint="输入机主提供的任意一项，按回车查找；Esc 重新开始。" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape works from anywhere on the page */}
      <div className={css.counter} onKeyDown={(event) => event.key === 'Escape' && reset()}>
        <LookupInputLine input={input} line={line} onLine={setLine} onLookUp={lookUp} busy={search.busy} />
        {search.error && <Failed error={search.error} onRetry={search.retry} />}
        {results?.length === 0 && (
          <Empty title="没有找到待领取的号码" hint="请核对输入；也可能不属于本辖区，或登记尚未审核通过。" />
        )}
        {results && results.length > 1 && (
          <PickupChoice
            pickups={results}
            more={search.more}
            chosenId={chosen?.id ?? null}
            onChoose={setChosen}
          />
        )}
        {chosen && <PickupDetail key={chosen.id} pickup={chosen} onHandedOver={handedOver} />}
        {opened && !results && !search.busy && <OpenedPickup id={opened} onHandedOver={handedOver} />}
      </div>
    </>
  )
}
