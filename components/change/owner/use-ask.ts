import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { type ChangeBody, requestChangeMutation } from '@/lib/features/change/api/owner'
import type { ChangeDto } from '@/lib/features/change/schema/owner'

/** Sends a form's change; what is wrong comes back by field, and the form stays as it is. */
export function useAsk(machineId: string, onDone: (change: ChangeDto) => void) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const keyOf = useRepeatKey()
  const { onSuccess, ...options } = requestChangeMutation(machineId)
  const send = useMutation({
    ...options,
    onMutate: () => setFaults({}),
    onSuccess: (change, ...rest) => {
      // First: once the machine is loaded again it may be another owner's, and this form with it.
      onDone(change)
      return onSuccess?.(change, ...rest)
    },
    onError: (error) => error instanceof ApiError && setFaults(error.fieldMessages),
  })

  /** A refusal is shown by the form; anything else is passed on. */
  const ask = (body: ChangeBody): Promise<unknown> =>
    send.mutateAsync({ body, idempotencyKey: keyOf(body) }).catch((error) => {
      if (!(error instanceof ApiError)) throw error
    })
  const forget = (path: string) => setFaults(({ [path]: _, ...rest }) => rest)
  return { ask, busy: send.isPending, faults, setFaults, failure: send.error?.message, forget }
}
export type Ask = ReturnType<typeof useAsk>
