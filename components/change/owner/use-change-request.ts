import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { type ChangeBody, requestChangeMutation } from '@/lib/features/change/api/owner'
import type { ChangeDto } from '@/lib/features/change/schema/owner'

/** Submits a change; faults come back by field, and the form keeps its values. */
export function useChangeRequest(machineId: string, onDone: (change: ChangeDto) => void) {
  const [faults, setFaults] = useState<Record<string, string>>({})
  const keyOf = useRepeatKey()
  const { onSuccess, ...options } = requestChangeMutation(machineId)
  const mutation = useMutation({
    ...options,
    onMutate: () => setFaults({}),
    onSuccess: (change, ...rest) => {
      // Before the cache is refreshed: the machine may then belong to another owner, and this form is gone.
      onDone(change)
      return onSuccess?.(change, ...rest)
    },
    onError: (error) => error instanceof ApiError && setFaults(error.fieldMessages),
  })

  /** An ApiError is shown by the form; any other error is thrown on. */
  const send = (body: ChangeBody): Promise<unknown> =>
    mutation.mutateAsync({ body, idempotencyKey: keyOf(body) }).catch((error) => {
      if (!(error instanceof ApiError)) throw error
    })
  const forget = (path: string) => setFaults(({ [path]: _, ...rest }) => rest)
  return { send, busy: mutation.isPending, faults, setFaults, failure: mutation.error?.message, forget }
}
export type ChangeRequest = ReturnType<typeof useChangeRequest>
