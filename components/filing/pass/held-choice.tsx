import { Alert, Button, Checkbox, Input, Radio } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import type { QueueRow } from '@/lib/features/filing/schema/console'
import { NOTE_LENGTH } from '@/lib/features/filing/schema/note'
import { ColleagueChoice } from './colleague-choice'
import type { HeldPlan } from './held-plan'
import { HeldRow } from './held-row'
import styles from './pass.module.css'

type Props = {
  rows: readonly QueueRow[]
  /** There are more than are shown. */
  more: boolean
  who: string
  why?: string
  onNext: (plan: HeldPlan) => void
  onClose: () => void
}

/** First step: which filings, and what becomes of them. Nothing is chosen beforehand. */
export function HeldChoice({ rows, more, who, why, onNext, onClose }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [way, setWay] = useState<'pass' | 'release'>()
  const [to, setTo] = useState<HeldPlan['to']>(null)
  const [note, setNote] = useState('')
  const noteId = useId()
  const free = rows.filter(({ deciding }) => !deciding)
  const chosen = free.filter(({ id }) => ticked.has(id))
  const ready = chosen.length > 0 && (way === 'release' || (way === 'pass' && to !== null))
  const tick = (ids: readonly string[], on: boolean) =>
    setTicked((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(on ? ids : [])))
  if (rows.length === 0)
    return (
      <>
        <p className={styles.what}>{who}手上没有已领取的登记。</p>
        <Foot onClose={onClose} />
      </>
    )
  return (
    <>
      {why && <Alert className={styles.away} type="info" showIcon title={why} />}
      <ul className={styles.rows} aria-label={`${who}手上的登记`}>
        <li className={styles.row}>
          <Checkbox
            checked={chosen.length > 0 && chosen.length === free.length}
            indeterminate={chosen.length > 0 && chosen.length < free.length}
            disabled={free.length === 0}
            onChange={({ target }) =>
              tick(
                free.map(({ id }) => id),
                target.checked,
              )
            }
          >
            {`全选 ${free.length} 件${more ? `（只列出最早的 ${rows.length} 件）` : ''}`}
          </Checkbox>
        </li>
        {rows.map((row) => (
          <HeldRow key={row.id} row={row}>
            <Checkbox
              aria-label={`选择查询号 ${row.number}`}
              checked={ticked.has(row.id)}
              disabled={row.deciding}
              onChange={({ target }) => tick([row.id], target.checked)}
            />
          </HeldRow>
        ))}
      </ul>
      <Radio.Group
        aria-label="怎样处理"
        value={way}
        onChange={({ target }) => setWay(target.value === 'pass' ? 'pass' : 'release')}
        options={[
          { value: 'pass', label: '移交给同事' },
          { value: 'release', label: '放回队列，由大家领取' },
        ]}
      />
      {way === 'pass' && chosen.length > 0 && (
        <div style={{ marginTop: 12 }}>
          <ColleagueChoice
            ids={chosen.map(({ id }) => id)}
            value={to?.id}
            onChange={(id) => setTo({ id, name: '' })}
            onName={(name) => setTo((one) => one && { ...one, name })}
          />
          <label htmlFor={noteId} className={styles.label}>
            内部备注（可以不填，写在每一件上）
          </label>
          <Input
            id={noteId}
            maxLength={NOTE_LENGTH}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
      )}
      <Foot onClose={onClose}>
        <Button
          type="primary"
          disabled={!ready}
          onClick={() => onNext({ rows: chosen, to: way === 'pass' ? to : null, note: note.trim() })}
        >
          下一步
        </Button>
      </Foot>
    </>
  )
}

function Foot({ onClose, children }: { onClose: () => void; children?: ReactNode }) {
  return (
    <div className={styles.foot}>
      <span className={styles.gap} />
      <Button onClick={onClose}>暂不处理</Button>
      {children}
    </div>
  )
}
