import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { handOver, handOverTogether } from '@/lib/features/pickup/api'
import { judgeCollector, PATH, partyOf } from '@/lib/features/pickup/rules/collector'
import { roleOf } from '@/lib/features/pickup/rules/collector-words'
import type { CollectorKind, Pickup, PickupItem } from '@/lib/features/pickup/schema'

export type Faults = Partial<Record<string, string>>
export type Fault = { path: string; message: string; missing: boolean }
export const ITEMS = 'items'

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

  // A second Enter before the page shows that the first one was heard must not send twice.
  const sending = useRef(false)
  function confirm(onSettled: () => void) {
    if (sending.current) return
    sending.current = true
    send.mutate(undefined, {
      onSettled: () => {
        sending.current = false
        onSettled()
      },
    })
  }

  function choose(next: CollectorKind) {
    setKind(next)
    setTypedName('')
    setIdNumber('')
    setFaults({})
    send.reset()
  }

  /**
   * Validates before sending; at the counter the ID number is always required.
   * @returns what is wrong or missing, in the order of the form
   */
  function judge(): Fault[] {
    const { faults: found } = judgeCollector({ kind, name, idNumber }, party)
    const wrong = (path: string) => found.find((fault) => fault.path === path)?.message
    const missing = (path: string, empty: boolean, message: string): Fault | null =>
      empty ? { path, message, missing: true } : null
    const given = (path: string): Fault | null => {
      const message = wrong(path)
      return message ? { path, message, missing: false } : null
    }
    const all = [
      given(PATH.kind),
      missing(PATH.name, name.trim() === '', '请填写领取人姓名') ?? given(PATH.name),
      missing(PATH.idNumber, idNumber.trim() === '', '请查验证件，填写证件上的号码') ?? given(PATH.idNumber),
      missing(ITEMS, items.length === 0, '请逐项勾选交给领取人的物品'),
      missing('ids', pickups.length === 0, '请先勾选要发放的机械'),
    ]
    return all.filter((fault) => fault !== null)
  }

  return {
    kind,
    /** As what, and by which document, the collector comes. */
    role: roleOf(kind, name, party),
    notCompared: judgeCollector({ kind, name, idNumber }, party).check.kind === 'PROOF',
    choose,
    registered,
    name,
    setTypedName,
    idNumber,
    setIdNumber,
    items,
    setItems,
    faults,
    judge,
    setFaults,
    send,
    confirm,
    filled: typedName !== '' || idNumber !== '' || items.length > 0,
  }
}

export type HandOver = ReturnType<typeof useHandOver>
