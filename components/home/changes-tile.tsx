import { useQuery } from '@tanstack/react-query'
import { formatMinute } from '@/components/ui/format-minute'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'
import { Tile, TileHint } from './tile'

/** Changes of the area that wait for a decision: how many, since when, and how many for longer than a filing may. */
export function ChangesTile() {
  const { data } = useQuery(queueCountsQuery())
  const count = data?.data.find(({ slug }) => slug === 'changes')?.count
  const changes = data?.changes
  const late = (changes?.overdue ?? 0) > 0
  return (
    <Tile href="/changes" name="信息变更" figure={count ?? '…'} late={late}>
      {/* Nothing is said before it is known. */}
      {changes && (
        <TileHint>
          {changes.oldestAt ? `最早 ${formatMinute(changes.oldestAt)} 提交` : '没有等待审核的变更'}
        </TileHint>
      )}
      {changes && late && (
        <TileHint>
          {changes.overdue} 件已等超过 {changes.days} 个工作日
        </TileHint>
      )}
    </Tile>
  )
}
