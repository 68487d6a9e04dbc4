'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import Link from 'next/link'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { DisputeFacts } from '@/components/dispute/dispute-facts'
import { confirmersText } from '@/components/second-person/confirmers-text'
import { ActButtons, CHANGED } from '@/components/second-person/pending-act-note'
import { useOptions } from '@/components/setting/use-options'
import { formatMinute } from '@/components/ui/format-minute'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { pendingActsQuery } from '@/lib/features/confirmation/api'
import { CONFIRMATION_VIEWS, type ListedAct } from '@/lib/features/confirmation/schema'
import type { DisputeCase } from '@/lib/features/dispute/schema'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'

const VIEWS = { WAITING: '等我确认的', OWN: '我提出的' } as const

/** 待我确认: what others asked for, and what became of the officer's own requests. */
export function ConfirmationsPage() {
  const [view, setView] = useQueryState(
    'view',
    parseAsStringLiteral(CONFIRMATION_VIEWS).withDefault('WAITING'),
  )
  const query = useInfiniteQuery(pendingActsQuery(view))
  const stages = useOptions().names.lists.STAGE
  return (
    <>
      <PageHeader
        title="待我确认"
        hint="规则要求两人办理的操作：一人提出，另一人确认后才执行"
        actions={
          <Segmented
            aria-label="显示哪些操作"
            value={view}
            onChange={(next) => void setView(next)}
            options={CONFIRMATION_VIEWS.map((value) => ({ value, label: VIEWS[value] }))}
          />
        }
      />
      <ListTable
        label={VIEWS[view]}
        columns={columnsOf(view === 'OWN', stages)}
        query={query}
        rowKey={byId}
        tall
        empty={
          view === 'OWN' ? (
            <Empty title="您还没有提出过" hint="提出的操作和结果显示在这里" />
          ) : (
            <Empty title="没有等您确认的操作" hint="别人提出后显示在这里；您自己提出的须由另一人确认" />
          )
        }
      />
    </>
  )
}

function columnsOf(own: boolean, stages: Record<string, string> | undefined): ListColumn<ListedAct>[] {
  return [
    { key: 'what', title: '操作', width: 120, render: ({ kind }) => SECOND_PERSON_LABELS[kind] },
    { key: 'subject', title: '对象', width: 180, render: (act) => <Subject act={act} /> },
    {
      key: 'why',
      title: '原因',
      grow: true,
      width: 200,
      render: ({ reason, emissionStage, dispute }) => (
        <>
          {emissionStage && <div>更正为 {stages?.[emissionStage] ?? emissionStage}</div>}
          {reason}
          {dispute && <Parties dispute={dispute} />}
        </>
      ),
    },
    own
      ? { key: 'result', title: '结果', width: 260, render: (act) => <Result act={act} /> }
      : {
          key: 'asker',
          title: '提出人',
          width: 200,
          render: ({ askedBy, askedByBureau }) => (
            <>
              {askedBy}
              <div>{askedByBureau}</div>
            </>
          ),
        },
    { key: 'asked', title: '提出时间', width: 140, render: ({ askedAt }) => formatMinute(askedAt) },
    {
      key: 'actions',
      title: '操作',
      width: 190,
      narrow: 190,
      render: (act) => (
        <>
          {act.changed && <div>{CHANGED}</div>}
          <ActButtons
            act={act}
            stages={stages}
            about={act.dispute && <DisputeFacts dispute={act.dispute} />}
          />
        </>
      ),
    },
  ]
}

const HREFS: Record<PendingAct['subject']['type'], (id: string) => string> = {
  machine: (id) => `/machines/${id}`,
  series: () => '/admin/series',
  staff: () => '/admin/staff',
  dispute: (id) => `/disputes?dispute=${id}`,
}

/** Who is against whom; the rest where it is confirmed. */
function Parties({ dispute: { claimant, holder, proposedAnswer } }: { dispute: DisputeCase }) {
  return (
    <>
      <div>
        申诉人 {claimant.name}（{claimant.phoneMasked}），现占用号码的账号 {holder.name}（{holder.phoneMasked}
        ）
      </div>
      {proposedAnswer && <div>提出人的理由：{proposedAnswer}</div>}
    </>
  )
}

/** A machine has a page of its own; a series or a person is one of a list, a dispute the only one of it. */
function Subject({ act: { subject, divisionName } }: { act: PendingAct }) {
  return (
    <>
      <Link href={HREFS[subject.type](subject.id)} prefetch={false}>
        {subject.label}
      </Link>
      <div>{divisionName}</div>
    </>
  )
}

function Result({ act }: { act: PendingAct }) {
  const { state, decidedBy, endedAt, declineReason, lapsesAt } = act
  if (state === 'WAITING') {
    return (
      <>
        等待确认，{formatMinute(lapsesAt)} 失效
        <div>{confirmersText(act)}</div>
      </>
    )
  }
  if (state === 'WITHDRAWN') return `已撤回（${formatMinute(endedAt)}）`
  if (state === 'LAPSED') return '逾期无人确认，已失效'
  return (
    <>
      {decidedBy} {state === 'CONFIRMED' ? '已确认，已执行' : '不同意'}（{formatMinute(endedAt)}）
      {declineReason && <div>原因：{declineReason}</div>}
    </>
  )
}
