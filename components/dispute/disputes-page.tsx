'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Image, Segmented, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { ActButtons, CHANGED, waitingText } from '@/components/second-person/pending-act-note'
import type { ListColumn } from '@/components/ui/list-table/list-column'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { chinaMinute } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import { disputesQuery } from '@/lib/features/dispute/api'
import { DISPUTE_STATUS_LABELS, type OfficeDispute } from '@/lib/features/dispute/schema'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { DecideDialog } from './decide-dialog'
import styles from './dispute.module.css'

const STATES = [
  { value: 'open', label: '等待核实' },
  { value: 'decided', label: '已决定' },
]

/** 号码申诉: two accounts call one number their own; decided once, with the original at hand. */
export function DisputesPage() {
  const [state, setState] = useState('open')
  const [deciding, setDeciding] = useState<OfficeDispute | null>(null)
  const query = useInfiniteQuery(disputesQuery(state === 'open'))
  const columns = useMemo(() => columnsOf(setDeciding), [])
  return (
    <>
      <PageHeader
        title="号码申诉"
        hint="一个证件号码有两个账号：请申诉人持证件原件到场，核对后决定；双方都会收到通知"
        actions={<Segmented options={STATES} value={state} onChange={(value) => setState(String(value))} />}
      />
      <ListTable
        label="号码申诉"
        query={query}
        columns={columns}
        rowKey={byId}
        tall
        empty={<Empty title={state === 'open' ? '没有等待核实的申诉' : '还没有决定过'} />}
      />
      {deciding && <DecideDialog dispute={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function columnsOf(onDecide: (dispute: OfficeDispute) => void): ListColumn<OfficeDispute>[] {
  return [
    { key: 'claimant', title: '申诉人', width: 200, render: ({ claimant }) => <Side side={claimant} /> },
    {
      key: 'holder',
      title: '现占用号码的账号',
      width: 200,
      render: ({ holder, status }) => (
        <>
          <Side side={holder} />
          {status === 'OPEN' && (
            <div className={styles.quiet}>
              机械 {holder.machines} 台，登记 {holder.filings} 份
            </div>
          )}
        </>
      ),
    },
    {
      key: 'text',
      title: '说明和材料',
      render: ({ text, photos, createdAt }) => (
        <>
          <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>
          <div className={styles.evidence}>
            <Image.PreviewGroup>
              {photos.map(({ photoId, url, thumbnailUrl }, index) => (
                <Image
                  key={photoId}
                  src={thumbnailUrl}
                  preview={{ src: url }}
                  alt={`证明材料 ${index + 1}`}
                  width={72}
                  height={72}
                />
              ))}
            </Image.PreviewGroup>
          </div>
          <div className={styles.quiet}>提交 {chinaMinute(new Date(createdAt))}</div>
        </>
      ),
    },
    {
      key: 'act',
      title: '决定',
      width: 240,
      render: (row) =>
        row.status === 'OPEN' ? (
          <>
            {row.pendingAct && <Waiting act={row.pendingAct} answer={row.proposedAnswer} />}
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
function Waiting({ act, answer }: { act: PendingAct; answer: string | null }) {
  return (
    <div style={{ marginBottom: 8 }}>
      <Tag color="warning">等待第二人确认认定</Tag>
      <div>
        {act.askedBy}（{act.askedByBureau}）已核对证件原件，{act.reason}。{answer && `理由：${answer}`}
      </div>
      <div className={styles.quiet}>{act.changed ? CHANGED : waitingText(act)}</div>
      <ActButtons act={act} small />
    </div>
  )
}

function Side({ side }: { side: OfficeDispute['claimant'] }) {
  return (
    <div>
      <Tag>{side.type === 'UNIT' ? '单位' : '个人'}</Tag>
      <strong style={{ overflowWrap: 'anywhere' }}>{side.name}</strong>
      <div className={styles.quiet}>
        {side.phoneMasked}，注册 {chinaMinute(new Date(side.registeredAt))}
        <br />
        身份核验：{proofText(side.proof)}
      </div>
    </div>
  )
}
