import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { handOver, handOverTogether } from '@/lib/features/pickup/api'
import { judgeCollector, PATH, partyOf } from '@/lib/features/pickup/rules/collector'
import type { CollectorKind, Pickup, PickupItem } from '@/lib/features/pickup/schema'

export type Faults = Partial<Record<string, string>>

type Given = {
  /** What is handed over. */
  pickups: readonly Pickup[]
  /** Whose owner and agent may collect. */
  party: Pick<Pickup, 'owner' | 'agent'>
}
type Done = { handedOver: (pickups: readonly Pickup[]) => void; stale: () => void }

/** Form state of a hand-over, validated by the server's own rules before it is sent. Nothing is ticked beforehand. */
export function useHandOver({ pickups, party }: Given, done: Done) {
  const [kind, setKind] = useState<CollectorKind>('OWNER')
  const registered = kind === 'OTHER' ? null : partyOf(kind, party)
  const [typedName, setTypedName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [items, setItems] = useState<PickupItem[]>([])
  const [faults, setFaults] = useState<Faults>({})
  // A person collects under the registered name; for a unit the name of the person sent is entered.
  const name = registered?.type === 'PERSON' ? registered.name : typedName

  const send = useMutation({
    mutationFn: async () => {
      const input = { collector: { kind, name, idNumber }, items }
      const [only, ...more] = pickups
      if (only && more.length === 0) return [await handOver(only.id, input)]
      return (await handOverTogether({ ...input, ids: pickups.map(({ id }) => id) })).data
    },
    onSuccess: done.handedOver,
    onError: (error) => {
      if (!(error instanceof ApiError)) return
      setFaults(error.fieldMessages)
      // Handed out by a colleague, revoked, another wrong number: what the page shows is outdated.
      if ([409, 422, 429].includes(error.problem.status)) done.stale()
    },
  })

  function choose(next: CollectorKind) {
    setKind(next)
    setTypedName('')
    setIdNumber('')
    setFaults({})
    send.reset()
  }

  /** Validates before sending; at the counter the ID number is always required. @returns what is wrong or missing */
  function check(): Faults {
    const found = judgeCollector({ kind, name, idNumber }, party).faults
    const all: Faults = Object.fromEntries(found.map((fault) => [fault.path, fault.message]))
    if (name.trim() === '') all[PATH.name] = '请填写领取人姓名'
    if (idNumber.trim() === '') all[PATH.idNumber] = '请查验证件，填写证件上的号码'
    if (pickups.length === 0) all.ids = '请勾选要发放的机械'
    if (items.length === 0) all.items = '请逐项勾选交给领取人的物品'
    setFaults(all)
    return all
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
    filled: typedName !== '' || idNumber !== '' || items.length > 0,
  }
}

export type HandOver = ReturnType<typeof useHandOver>
