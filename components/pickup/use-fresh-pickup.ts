import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type CopyCounts, DOCUMENTS, type DocumentName } from '@/lib/features/document/schema'
import { pickupQuery } from '@/lib/features/pickup/api'
import type { Pickup } from '@/lib/features/pickup/schema'

const POLL_MS = 1_000
/** A paper that was not made by then failed in its own window, which says so. */
const LONGEST_WAIT_MS = 30_000

/**
 * A pickup as it is now: read again when this window gets the focus back, where a colleague may have printed meanwhile, and
 * after a paper was opened, until its copy is counted.
 */
export function useFreshPickup(initialData: Pickup) {
  const [expected, setExpected] = useState<CopyCounts | null>(null)
  const { data: pickup = initialData, refetch } = useQuery({
    ...pickupQuery(initialData.id),
    initialData,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (expected && isMissing(expected, state.data?.copies) ? POLL_MS : false),
    // The paper's window covers this one.
    refetchIntervalInBackground: true,
  })

  // Two windows beside each other: this one stays visible, and only its focus tells that the officer is back.
  useEffect(() => {
    const onFocus = () => void refetch()
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [refetch])

  useEffect(() => {
    if (!expected) return
    const timer = setTimeout(() => setExpected(null), LONGEST_WAIT_MS)
    return () => clearTimeout(timer)
  }, [expected])

  return {
    pickup,
    refetch,
    expectCopy: (document: DocumentName) =>
      setExpected((before) => {
        const count = Math.max(before?.[document] ?? 0, pickup.copies[document])
        return { ...pickup.copies, ...before, [document]: count + 1 }
      }),
  }
}

function isMissing(expected: CopyCounts, copies: CopyCounts | undefined): boolean {
  return copies !== undefined && DOCUMENTS.some((document) => copies[document] < expected[document])
}
