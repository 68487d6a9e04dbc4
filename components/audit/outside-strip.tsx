'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { Failed, Loading } from '@/components/ui/states'
import { auditDaysOptions, auditSinksOptions } from '@/lib/features/audit/api'
import type { AuditDayView } from '@/lib/features/audit/schema'
import styles from './audit.module.css'
import { isBehind, sinkLine } from './sink-words'

/** Where the chain's heads go outside the database, and what has not been delivered. */
export function OutsideStrip() {
  const { data, error } = useQuery(auditSinksOptions())
  if (error) return <Alert type="warning" showIcon title={`外部留存的状态读取失败：${error.message}`} />
  if (!data) return <p className={styles.outside}>外部留存：正在读取…</p>
  if (data.data.length === 0)
    return (
      <p className={styles.outside}>
        外部留存：未设置。数据库与链头文件若一起被换成较早的备份，本系统自己发现不了。
      </p>
    )
  if (data.data.some(isBehind))
    return (
      <Alert
        type="warning"
        showIcon
        className={styles.behind}
        title="有链头未送到外部留存处，不影响办理业务"
        description={data.data.map((sink) => <div key={sink.name}>{sinkLine(sink)}</div>)}
      />
    )
  return <p className={styles.outside}>外部留存：{data.data.map(sinkLine).join('。')}</p>
}

/** The roots of days, for comparison with what others hold. */
export function DaysButton() {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery(auditDaysOptions(open))
  return (
    <>
      <Button onClick={() => setOpen(true)}>每日根</Button>
      <Modal
        open={open}
        title="每日根"
        width={760}
        footer={<Button onClick={() => setOpen(false)}>关闭</Button>}
        onCancel={() => setOpen(false)}
      >
        <p>
          全国操作记录每天（北京时间）最后一条封印的值，任何人可从 /api/v1/audit-days
          取得。请与报纸、网站或其他机关留存的对照：不同，则该日或之前的记录，或者拿来对照的那一份，被改动过。没有记录的日子没有根。
        </p>
        {error ? (
          <Failed error={error} onRetry={refetch} />
        ) : data ? (
          <Days days={data.data} />
        ) : (
          <Loading label="正在读取每日根…" />
        )}
      </Modal>
    </>
  )
}

function Days({ days }: { days: readonly AuditDayView[] }) {
  if (days.length === 0) return <p>还没有：当天的根在次日零时五分以后写下。</p>
  return (
    <div className={styles.days}>
      <table>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">条数</th>
            <th scope="col">根</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, events, root }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{events}</td>
              <td>
                <code>{root}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
