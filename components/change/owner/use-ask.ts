import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useRepeatKey } from '@/components/mobile/use-fields'
import { ApiError } from '@/lib/client/api-error'
import { askForChange, type ChangeBody, ownChangesChanged } from '@/lib/features/change/api/owner'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { ownMachinesChanged } from '@/lib/features/dossier/api/owner'

/** Sends a form's change; what is wrong comes back by field, and the form stays as it is. */
export function useAsk(machineId: string, onDone: (change: ChangeDto) => void) {
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string>()
  const keyOf = useRepeatKey()
  const client = useQueryClient()

  const ask = async (body: ChangeBody): Promise<void> => {
    setBusy(true)
    setFailure(undefined)
    setFaults({})
    try {
      const change = await askForChange(machineId, body, keyOf(body))
      onDone(change)
      await Promise.all([ownChangesChanged(client), ownMachinesChanged(client)])
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFaults(error.fieldMessages)
      setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }
  const forget = (path: string) => setFaults(({ [path]: _, ...rest }) => rest)
  return { ask, busy, faults, setFaults, failure, forget }
}
export type Ask = ReturnType<typeof useAsk>
