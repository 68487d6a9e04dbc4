import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

/** 该机主还有 N 台未办结: to the owner's open filings seen together. Says nothing where there are none. */
export function FleetLink({ filing: { id, ownerWaiting } }: { filing: DeskFiling }) {
  const may = useMay()
  if (ownerWaiting === 0 || !may('filing.review')) return null
  return (
    <Link href={`/filings/${id}/fleet`} prefetch={false}>
      该机主还有 {ownerWaiting} 台未办结
    </Link>
  )
}
