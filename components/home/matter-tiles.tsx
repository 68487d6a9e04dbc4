import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/shell/actor-context'
import { Failed } from '@/components/ui/states'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'
import { Tile, TileHint } from './tile'
import styles from './workbench.module.css'

/** What waits for officers besides filings and changes; counted as in the menu. */
const MATTERS = [
  {
    slug: 'confirmations',
    href: '/confirmations',
    title: '待我确认',
    hint: '别人提出，须第二人确认',
    action: 'act.confirm',
  },
  {
    slug: 'holders',
    href: '/holders',
    title: '待核对机主',
    hint: '名称或身份还没有核对',
    action: 'holder.manage',
  },
  {
    slug: 'successions',
    href: '/successions',
    title: '凭证明过户',
    hint: '有异议的，和期满可办结的',
    action: 'succession.decide',
  },
  {
    slug: 'disputes',
    href: '/disputes',
    title: '号码申诉',
    hint: '一个证件号码有两个账号',
    action: 'dispute.decide',
  },
  {
    slug: 'corrections',
    href: '/corrections',
    title: '更正申请',
    hint: '机主等待答复',
    action: 'correction.answer',
  },
] as const

/** Nothing for who may do none of them. */
export function MatterTiles() {
  const may = useMay()
  const { data, error, refetch } = useQuery(queueCountsQuery())
  const matters = MATTERS.filter(({ action }) => may(action))
  if (matters.length === 0) return null
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <section className={styles.group}>
      <h2 className={styles.groupTitle}>机主和确认事项</h2>
      <ul className={styles.tiles}>
        {matters.map(({ slug, href, title, hint }) => (
          <Tile
            key={slug}
            href={href}
            name={title}
            figure={data?.data.find((queue) => queue.slug === slug)?.count ?? '…'}
          >
            <TileHint>{hint}</TileHint>
          </Tile>
        ))}
      </ul>
    </section>
  )
}
