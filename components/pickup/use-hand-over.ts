import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { handOver } from '@/lib/features/pickup/api'
import { judgeCollector, PATH, partyOf } from '@/lib/features/pickup/rules/collector'
import { type CollectorKind, PICKUP_ITEMS, type Pickup, type PickupItem } from '@/lib/features/pickup/schema'

export type Faults = Partial<Record<string, string>>

/** Form state of a hand-over, validated by the server's own rules before it is sent. */
export function useHandOver(
  pickup: Pickup,
  done: { handedOver: (pickup: Pickup) => void; stale: () => void },
) {
  const [kind, setKind] = useState<CollectorKind>('OWNER')
  const registered = kind === 'OTHER' ? null : partyOf(kind, pickup)
  const [typedName, setTypedName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [items, setItems] = useState<PickupItem[]>([...PICKUP_ITEMS])
  const [faults, setFaults] = useState<Faults>({})
  // A person collects under the registered name; for a unit the name of the person sent is entered.
  const name = registered?.type === 'PERSON' ? registered.name : typedName

  const send = useMutation({
    mutationFn: () => handOver(pickup.id, { collector: { kind, name, idNumber }, items }),
    onSuccess: done.handedOver,
    onError: (error) => {
      if (!(error instanceof ApiError)) return
      setFaults(error.fieldMessages)
      if (error.problem.status === 409) done.stale()
    },
  })

  function choose(next: CollectorKind) {
    setKind(next)
    setTypedName('')
    setIdNumber('')
    setFaults({})
  }

  /** Validates before sending; at the counter the ID number is always required. */
  function check(): boolean {
    const found = judgeCollector(
      { kind, name, idNumber },
      { owner: pickup.owner, agent: pickup.agent },
    ).faults
    const all: Faults = Object.fromEntries(found.map((fault) => [fault.path, fault.message]))
    if (name.trim() === '') all[PATH.name] = '请填写领取人姓名'
    if (idNumber.trim() === '') all[PATH.idNumber] = '请查验证件并填写号码'
    if (items.length === 0) all.items = '请至少勾选一项发放的物品'
    setFaults(all)
    return Object.keys(all).length === 0
  }

  return {
    kind,
    choose,
    registered,
    name,
    setTypedName,
    idNumber,
    setIdNumber,
    items,
    setItems,
    faults,
    check,
    send,
  }
}
