'use client'

import { useQueryClient } from '@tanstack/react-query'
import { App, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Empty, Failed } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { useKey } from '@/components/ui/use-key'
import { pickupsChanged } from '@/lib/features/pickup/api'
import { collectorText } from '@/lib/features/pickup/rules/collector-words'
import { readLookup } from '@/lib/features/pickup/rules/read-lookup'
import type { Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { Fleet } from './fleet'
import { FleetBar } from './fleet-bar'
import { LookupInputLine } from './lookup-input'
import { OpenedPickup } from './opened-pickup'
import { OtherStage } from './other-stage'
import { PickupChoice } from './pickup-choice'
import { PickupDetail } from './pickup-detail'
import { useLookup } from './use-lookup'
import { useScanner } from './use-scanner'

/** What is open below the look-up line. */
type Open =
  | { kind: 'ONE'; pickup: Pickup }
  | { kind: 'ID'; id: string }
  | { kind: 'FLEET'; ownerId: string }
  | null

/**
 * 号码领取: one look-up input, the results side by side, then identity check, papers and hand-over; afterwards the empty
 * input again. A look-up that fails, finds nothing or is not understood leaves nobody on the screen.
 * @param openedId pickup opened from the waiting list
 */
export function Counter({ openedId }: { openedId: string | null }) {
  const input = useRef<InputRef>(null)
  const client = useQueryClient()
  const { message } = App.useApp()
  const confirm = useConfirm()
  const [line, setLine] = useState('')
  const [lookedUp, setLookedUp] = useState('')
  const [open, setOpen] = useState<Open>(openedId ? { kind: 'ID', id: openedId } : null)
  const filledIn = useRef(false)
  const search = useLookup(([first, ...more]) =>
    setOpen(first && more.length === 0 ? { kind: 'ONE', pickup: first } : null),
  )

  // Only once the pickup is gone from the page: until then its dialog keeps the focus.
  const idle = open === null && search.result === null
  useEffect(() => {
    if (idle) input.current?.focus()
  }, [idle])

  function close() {
    search.reset()
    setOpen(null)
    filledIn.current = false
    if (openedId) window.history.replaceState(null, '', '/counter')
  }
  function startOver() {
    close()
    setLine('')
    setLookedUp('')
    input.current?.focus()
  }
  function submit(text: string) {
    if (filledIn.current) askToClear('清空并查找', () => lookUp(text))
    else lookUp(text)
  }
  function lookUp(text: string) {
    const parsed = readLookup(text)
    close()
    setLine(text)
    setLookedUp(text)
    if (parsed.kind === 'READY') search.lookUp(parsed.input)
  }
  function handedOver(pickups: readonly Pickup[]) {
    const [first, ...more] = pickups
    const what = more.length === 0 ? first?.registrationNumber : `${pickups.length} 台的号码`
    void message.success(`${what} 已发放给 ${first?.collector ? collectorText(first.collector) : ''}`, 5)
    void pickupsChanged(
      client,
      pickups.map(({ id }) => id),
    )
    startOver()
  }
  function askToClear(okText: string, clear: () => void) {
    confirm({
      title: '清空已填写的内容？',
      content: '填写的内容还没有用到，清空后要重新填写。',
      okText,
      cancelText: '保留',
      action: async () => clear(),
    })
  }
  useScanner(submit)
  useKey('Escape', () => {
    if (!filledIn.current && line === lookedUp) return startOver()
    askToClear('清空', startOver)
  })

  const results = search.result?.pickups
  const onFilledIn = (filled: boolean) => {
    filledIn.current = filled
  }
  const detail = { onHandedOver: handedOver, onFilledIn }
  const openFleet = (ownerId: string) => setOpen({ kind: 'FLEET', ownerId })
  return (
    <>
      <PageHeader
        title="号码领取"
        hint="扫码，或输入机主提供的任意一项后按回车。Esc 重新开始，填写过的内容会先问。"
      />
      <div className={css.counter}>
        <LookupInputLine
          input={input}
          line={line}
          submitted={line !== '' && line === lookedUp}
          onLine={setLine}
          onSubmit={submit}
          busy={search.busy}
        />
        {search.error && <Failed error={search.error} onRetry={search.retry} />}
        {results?.length === 0 && (
          <Empty
            title="没有找到待领取的号码"
            hint="请核对输入；也可能不属于本辖区，或登记尚未审核通过（窗口代办的，可在“窗口代办”中查看进展）。"
          />
        )}
        <OtherStage typed={lookedUp} found={results?.[0]} />
        {results && results.length > 1 && open?.kind !== 'FLEET' && (
          <PickupChoice
            pickups={results}
            more={search.more}
            chosenId={open?.kind === 'ONE' ? open.pickup.id : null}
            onChoose={(pickup) => setOpen({ kind: 'ONE', pickup })}
            onFleet={openFleet}
          />
        )}
        {open?.kind === 'ONE' && results?.length === 1 && (
          <FleetBar ownerId={open.pickup.owner.id} onOpen={openFleet} />
        )}
        {open?.kind === 'ONE' && <PickupDetail key={open.pickup.id} pickup={open.pickup} {...detail} />}
        {open?.kind === 'ID' && <OpenedPickup id={open.id} {...detail} />}
        {open?.kind === 'FLEET' && <Fleet key={open.ownerId} ownerId={open.ownerId} {...detail} />}
      </div>
    </>
  )
}
