'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { OwnAbsenceButton, OwnAbsenceNotice } from '@/components/filing/pass/own-absence'
import { QUEUES } from '@/components/filing/queues'
import { TakeNextButton } from '@/components/filing/take-next-button'
import { useActor, useMay } from '@/components/shell/actor-context'
import { PageHeader } from '@/components/ui/page-header'
import { Failed } from '@/components/ui/states'
import { WorkbenchAlerts } from '@/components/watch/alert-list'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'
import type { QueueSlug } from '@/lib/features/filing/schema/console'
import { seriesQuery } from '@/lib/features/registration/api'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { watchesQuery } from '@/lib/features/watch/api'
import { ChangesTile } from './changes-tile'
import { MatterTiles } from './matter-tiles'
import { Tile, TileHint } from './tile'
import styles from './workbench.module.css'

const OPEN: readonly QueueSlug[] = ['pending', 'mine', 'in-review', 'overdue', 'duplicates', 'second-look']
const DECIDED: readonly QueueSlug[] = ['returned', 'approved', 'declined']

/** Start page of the console: waiting, overdue and nearly used-up items; each figure links to its list. */
export function Workbench() {
  const actor = useActor()
  const may = useMay()
  return (
    <>
      <PageHeader
        title="工作台"
        hint={`${actor.name}，${ROLE_LABELS[actor.role]}，${actor.bureauName}`}
        actions={
          may('filing.review') && (
            <>
              <OwnAbsenceButton />
              <TakeNextButton />
            </>
          )
        }
      />
      {may('filing.review') && <OwnAbsenceNotice />}
      {may('watch.use') && <WorkbenchAlerts />}
      {may('series.read') && <LowSeries />}
      {may('filing.read') ? <Queues /> : <MatterTiles />}
      <Shortcuts />
    </>
  )
}

function Queues() {
  const may = useMay()
  const { data, error, refetch } = useQuery(queueCountsQuery())
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  const counts = new Map(data?.data.map(({ slug, count }) => [slug, count]))
  const isVisible = (slug: QueueSlug) => slug !== 'mine' || may('filing.review')
  return (
    <>
      <Group
        title="待办理"
        slugs={OPEN.filter(isVisible)}
        counts={counts}
        more={may('change.read') && <ChangesTile />}
      />
      <MatterTiles />
      <Group title="已办理" slugs={DECIDED} counts={counts} />
    </>
  )
}

type GroupProps = {
  title: string
  slugs: readonly QueueSlug[]
  counts: Map<string, number>
  /** Further tiles. */
  more?: ReactNode
}

function Group(props: GroupProps) {
  return (
    <section className={styles.group}>
      <h2 className={styles.groupTitle}>{props.title}</h2>
      <ul className={styles.tiles}>
        {props.slugs.map((slug) => {
          const count = props.counts.get(slug)
          const late = slug === 'overdue' && count !== undefined && count > 0
          return (
            <Tile
              key={slug}
              href={`/queues/${slug}`}
              name={QUEUES[slug].title}
              figure={count ?? '…'}
              late={late}
            >
              <TileHint>{late ? '请优先办理' : QUEUES[slug].hint}</TileHint>
            </Tile>
          )
        })}
        {props.more}
      </ul>
    </section>
  )
}

/** Warns before a number series is used up and approvals fail. */
function LowSeries() {
  const may = useMay()
  const { data, isError, refetch } = useQuery(seriesQuery())
  const watches = useQuery({ ...watchesQuery(), enabled: may('watch.use') })
  // Already among the alerts of users who watch number series.
  if (watches.data?.data.some(({ kind }) => kind === 'SERIES_NEARLY_EMPTY')) return null
  if (isError && !data)
    return (
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title="号段余量没有读到"
        action={<Button onClick={() => void refetch()}>重试</Button>}
      />
    )
  const low = data?.data.filter((series) => series.enabled && series.low) ?? []
  if (low.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title="号段余量不足"
      description={
        <>
          {low.map(({ id, divisionName, prefix, left }) => (
            <div key={id}>
              {divisionName} {prefix && `${prefix} `}号段只剩 {left} 个号码
            </div>
          ))}
          <Link href="/admin/series" prefetch={false}>
            查看号段
          </Link>
        </>
      }
    />
  )
}

const SHORTCUTS = [
  { href: '/reviewers', title: '审核分工', hint: '各人手上件数、离岗、移交', action: 'filing.balance' },
  { href: '/counter', title: '号码领取', hint: '凭领取码、号码、手机号办理', action: 'pickup.handOver' },
  { href: '/counter/waiting', title: '待领取名单', hint: '审核通过，尚未领取', action: 'pickup.read' },
  { href: '/admin/staff', title: '人员', hint: '账号、角色、所属机构', action: 'staff.manage' },
  { href: '/admin/bureaus', title: '机构', hint: '领取窗口地址、电话、时间', action: 'bureau.manage' },
  { href: '/admin/series', title: '号段', hint: '登记号码的来源与余量', action: 'series.read' },
  { href: '/admin/lists', title: '选项列表', hint: '类别、地点、退回原因等', action: 'setting.manage' },
  { href: '/admin/rules', title: '规则', hint: '审核期限、工作日历、号码颜色', action: 'setting.manage' },
  {
    href: '/admin/security-rules',
    title: '安全规则',
    hint: '登录、第二人确认、查看个人信息的次数',
    action: 'security.manage',
  },
  { href: '/audit', title: '操作记录', hint: '谁在何时做了什么', action: 'audit.read' },
] as const

function Shortcuts() {
  const may = useMay()
  const items = SHORTCUTS.filter(({ action }) => may(action))
  if (items.length === 0) return null
  return (
    <section className={styles.group}>
      <h2 className={styles.groupTitle}>其他工作</h2>
      <ul className={styles.tiles}>
        {items.map(({ href, title, hint }) => (
          <Tile key={href} href={href} name={title}>
            <TileHint>{hint}</TileHint>
          </Tile>
        ))}
      </ul>
    </section>
  )
}
