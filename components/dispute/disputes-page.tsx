'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented, Tag } from 'antd'
import { useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { ActButtons, CHANGED, waitingText } from '@/components/second-person/pending-act-note'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { disputesQuery } from '@/lib/features/dispute/api'
import { DISPUTE_STATUS_LABELS, type OfficeDispute } from '@/lib/features/dispute/schema'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { DecideDialog } from './decide-dialog'
import styles from './dispute.module.css'
import { DisputedNumber, DisputeEvidence, DisputeFacts, DisputeSide, holdingsText } from './dispute-facts'

const STATES = [
  { value: 'open', label: '等待核实' },
  { value: 'decided', label: '已决定' },
] as const
const EMPTY = { open: '没有等待核实的申诉', decided: '还没有决定过' }

/** 号码申诉: two accounts call one number their own; decided once, with the original at hand. */
export function DisputesPage() {
  const [state, setState] = useState<'open' | 'decided'>('open')
  // As 待我确认 links to it.
  const [only, setOnly] = useQueryState('dispute')
  const [deciding, setDeciding] = useState<OfficeDispute | null>(null)
  const query = useInfiniteQuery(
    disputesQuery(only ? { id: only } : { open: state === 'open' ? 'true' : 'false' }),
  )
  const columns = useMemo(() => columnsOf(setDeciding), [])
  return (
    <>
      <PageHeader
        title="号码申诉"
        hint="一个证件号码有两个账号：请申诉人持证件原件到场，核对后决定；双方都会收到通知"
        actions={
          only ? (
            <Button onClick={() => void setOnly(null)}>显示全部申诉</Button>
          ) : (
            <Segmented options={[...STATES]} value={state} onChange={setState} />
          )
        }
      />
      <ListTable
        label="号码申诉"
        query={query}
        columns={columns}
        rowKey={byId}
        tall
        empty={<Empty title={only ? '没有这件申诉，或不在本辖区' : EMPTY[state]} />}
      />
      {deciding && <DecideDialog dispute={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function columnsOf(onDecide: (dispute: OfficeDispute) => void): ListColumn<OfficeDispute>[] {
  return [
    {
      key: 'claimant',
      title: '申诉人',
      width: 220,
      render: (row) => (
        <>
          <DisputeSide side={row.claimant} />
          <DisputedNumber dispute={row} />
        </>
      ),
    },
    {
      key: 'holder',
      title: '现占用号码的账号',
      width: 220,
      render: (row) => (
        <>
          <DisputeSide side={row.holder} />
          {row.status === 'OPEN' && <div className={styles.quiet}>{holdingsText(row)}</div>}
        </>
      ),
    },
    { key: 'text', title: '说明和材料', render: (row) => <DisputeEvidence dispute={row} /> },
    {
      key: 'act',
      title: '决定',
      width: 240,
      render: (row) =>
        row.status === 'OPEN' ? (
          <>
            {row.pendingAct && <Waiting dispute={row} act={row.pendingAct} />}
            <Button
              size="small"
              onClick={() => onDecide(row)}
              aria-label={`决定…“${row.claimant.name}”的申诉`}
            >
              决定…
            </Button>
          </>
        ) : (
          `${DISPUTE_STATUS_LABELS[row.status]}：${row.answer ?? ''}（${row.decidedBy ?? '已离职'}）`
        ),
    },
  ]
}

/** Asked for by one, to be confirmed by another; refusing it stays open to both. */
function Waiting({ dispute, act }: { dispute: OfficeDispute; act: PendingAct }) {
  const { proposedAnswer } = dispute
  return (
    <div style={{ marginBottom: 8 }}>
      <Tag color="warning">等待第二人确认认定</Tag>
      <div>
        {act.askedBy}（{act.askedByBureau}）已核对证件原件，{act.reason}。
        {proposedAnswer && `理由：${proposedAnswer}`}
      </div>
      <div className={styles.quiet}>{act.changed ? CHANGED : waitingText(act)}</div>
      <ActButtons act={act} about={<DisputeFacts dispute={dispute} />} small />
    </div>
  )
}
