import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { printJobQuery, startPrintJob } from '@/lib/features/document/api'

/** A print job of these filings: started once, read until its file is there, and again until it was opened. */
export function usePrintJob(filingIds: string[], onPrinted: () => void) {
  const [opening, setOpening] = useState(false)
  const start = useMutation({
    mutationFn: () => startPrintJob(filingIds),
    onSuccess: () => setOpening(false),
  })
  const id = start.data?.id
  const { data, error, failureReason, refetch } = useQuery({
    ...printJobQuery(id ?? '', opening),
    enabled: id !== undefined,
    initialData: start.data,
  })
  const job = id === undefined ? undefined : data
  const opened = job?.opened === true
  const busy = start.isPending || job?.status === 'WAITING' || job?.status === 'RUNNING'

  const printed = useRef(onPrinted)
  printed.current = onPrinted
  useEffect(() => {
    if (opened) printed.current()
  }, [opened])

  // A second press before the page shows that the first one was heard must not start a second job.
  const starting = useRef(false)
  function print() {
    if (starting.current || busy || filingIds.length === 0) return
    starting.current = true
    start.mutate(undefined, {
      onSettled: () => {
        starting.current = false
      },
    })
  }

  return {
    job,
    busy,
    print,
    /** The file is being opened in a window of its own. */
    opens: () => setOpening(true),
    startError: start.error,
    // Told at once, not after the last of several tries.
    progressError: busy ? (error ?? failureReason) : null,
    readAgain: () => void refetch(),
  }
}
