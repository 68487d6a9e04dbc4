'use client'

import Button from 'antd-mobile/es/components/button'
import { useEffect, useRef } from 'react'
import type { CodeOutcome } from '@/lib/features/filing/api/check-codes'
import styles from './form.module.css'

type Props = {
  outcome: CodeOutcome
  onClear: () => void
  onEdit: () => void
  onContinue: () => void
  /** Last code group: the details step follows. */
  last: boolean
}

/** Choices after a catalogue miss (clear or edit, per the manual), or when the catalogue was unavailable (continue). */
export function CodeAnswer({ outcome, onClear, onEdit, onContinue, last }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (outcome.kind === 'hit' || outcome.kind === 'faults') return null
  const nextLabel = last ? '填写机械信息' : '填写下一组'
  if (outcome.kind === 'unchecked') {
    return (
      <section ref={box} role="alert" className={styles.box}>
        <h3>暂时无法核验</h3>
        <p>{outcome.message}。填写的编码会保留，可以继续登记，也可以稍后回到这一步再核验。</p>
        <div className={styles.answers}>
          <Button onClick={onContinue} color="primary" fill="outline">
            保留编码，{nextLabel}
          </Button>
        </div>
      </section>
    )
  }
  return (
    <section ref={box} role="alert" className={styles.box}>
      <h3>没有核验通过</h3>
      <p>公开目录中没有查到这组编码。请对照铭牌核对；也可以清空后{nextLabel}。</p>
      <div className={styles.answers}>
        <Button onClick={onClear}>清空，{nextLabel}</Button>
        <Button onClick={onEdit} color="primary" fill="outline">
          修改后再核验
        </Button>
      </div>
    </section>
  )
}
