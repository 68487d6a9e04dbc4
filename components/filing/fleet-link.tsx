import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { fleetCountQuery } from '@/lib/features/fleet/api'

/** 该机主还有 N 台待审: to the owner's waiting filings seen together. Says nothing where there are none. */
export function FleetLink({ filing: { id } }: { filing: DeskFiling }) {
  const may = useMay()
  const { data, isError } = useQuery({ ...fleetCountQuery(id), enabled: may('filing.review') })
  if (isError) return <span>该机主的其他待审没有读到</span>
  if (!data || data.others === 0) return null
  return (
    <Link href={`/filings/${id}/fleet`} prefetch={false}>
      该机主还有 {data.others} 台待审
    </Link>
  )
}
