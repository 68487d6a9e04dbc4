import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { FailedOptions } from '@/components/ui/query-select'
import { fleetQuery } from '@/lib/features/pickup/api'
import css from './counter.module.css'

/** Offers to handle all machines of an owner together, if more than one waits here. */
export function FleetBar({ ownerId, onOpen }: { ownerId: string; onOpen: (ownerId: string) => void }) {
  const { data, isError, refetch } = useQuery(fleetQuery(ownerId))
  if (!data && isError)
    return (
      <p className={css.more}>
        <FailedOptions what="该机主是否还有其他号码" onRetry={refetch} />
      </p>
    )
  if (!data || data.data.length < 2) return null
  const count = data.nextCursor ? `超过 ${data.data.length}` : data.data.length
  return (
    <p className={css.more}>
      {data.data[0]?.owner.name} 在本窗口共有 {count} 台待领取
      <Button onClick={() => onOpen(ownerId)}>一并办理</Button>
    </p>
  )
}
