'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Tag } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { chinaDay, chinaMinute } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import { retentionQuery, setRetentionMutation } from '@/lib/features/retention/api'
import { RETENTION_WORDS } from '@/lib/features/retention/rules'
import type { RetentionRow } from '@/lib/features/retention/schema'
import styles from './retention.module.css'

/** 保存期限: what is older than its period, table by table. Nothing is deleted before it is switched on here. */
export function RetentionPage() {
  const { data, error, refetch } = useQuery(retentionQuery())
  const [editing, setEditing] = useState<RetentionRow | null>(null)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <>
      <PageHeader
        title="保存期限"
        hint="超过期限的才清理，每天凌晨 4 点一次；没有开启的只统计，不删除。登记、号码、操作记录不在此列，一直保存"
      />
      <ul className={styles.list}>
        {data.data.map((row) => (
          <li key={row.key} className={styles.row}>
            <div className={styles.what}>
              <strong>{RETENTION_WORDS[row.key].label}</strong>{' '}
              {row.on ? <Tag color="error">清理已开启</Tag> : <Tag>没有开启清理</Tag>}
              <div className={styles.soft}>{RETENTION_WORDS[row.key].what}</div>
            </div>
            <dl className={styles.facts}>
              <Fact label="期限">{`${RETENTION_WORDS[row.key].from}后 ${row.days} 天`}</Fact>
              <Fact label="已超期">{dueText(row)}</Fact>
              <Fact label="最近一次清理">{runText(row.lastRun)}</Fact>
            </dl>
            <div className={styles.acts}>
              <Button type="link" size="small" onClick={() => setEditing(row)}>
                修改期限
              </Button>
              <SwitchButton row={row} />
            </div>
          </li>
        ))}
      </ul>
      {editing && <PeriodDialog row={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function dueText({ due, oldest }: RetentionRow): string {
  if (due === 0) return '没有'
  return `${formatCount(due)} 条，最早 ${oldest ? chinaDay(new Date(oldest)) : '不详'}`
}

function runText(run: RetentionRow['lastRun']): string {
  if (!run) return '还没有清理过'
  const start = chinaMinute(new Date(run.startedAt))
  if (!run.finishedAt) return `${start} 开始，已删 ${formatCount(run.deleted)}／${formatCount(run.total)} 条`
  return `${start}，删除 ${formatCount(run.deleted)} 条`
}

function SwitchButton({ row }: { row: RetentionRow }) {
  const { mutateAsync } = useMutation(setRetentionMutation)
  const confirm = useConfirm()
  const { message } = App.useApp()
  const { key, days, on } = row
  const { label, from } = RETENTION_WORDS[key]
  const turn = async () => {
    await mutateAsync({ key, days, on: !on })
    message.success(on ? '已停止清理' : '已开启，下一个凌晨 4 点开始清理')
  }
  return (
    <Button
      type="link"
      size="small"
      danger={!on}
      onClick={() =>
        confirm({
          title: on ? `停止清理“${label}”？` : `开启清理“${label}”？`,
          content: on
            ? '以后不再删除；已经删除的不能恢复。'
            : `每天凌晨 4 点删除${from}超过 ${days} 天的，不能恢复。现在已超期：${dueText(row)}。`,
          okText: on ? '停止' : '开启清理',
          action: turn,
        })
      }
    >
      {on ? '停止清理' : '开启清理'}
    </Button>
  )
}

function PeriodDialog({ row, onClose }: { row: RetentionRow; onClose: () => void }) {
  const { mutateAsync } = useMutation(setRetentionMutation)
  const { key, on } = row
  const { label, from } = RETENTION_WORDS[key]
  return (
    <FormDialog<{ days: number }>
      title={`“${label}”的保存期限`}
      initialValues={{ days: row.days }}
      onClose={onClose}
      onSubmit={({ days }) => mutateAsync({ key, days, on })}
    >
      <Form.Item
        name="days"
        label={`${from}后保存`}
        extra={
          on ? '清理已开启：缩短期限后，下一次会多删除新超期的' : '保存后可以先看超期条数，再决定是否开启'
        }
        rules={[{ required: true, message: '请填写天数' }]}
      >
        <InputNumber min={1} max={36_500} precision={0} suffix="天" style={{ width: 200 }} />
      </Form.Item>
    </FormDialog>
  )
}
