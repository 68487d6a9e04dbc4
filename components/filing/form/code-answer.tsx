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
  /** One of the two codes is missing: the other may be kept. */
  halfFilled: boolean
  /** Last code group: the details step follows. */
  last: boolean
}

/**
 * Choices after a catalogue miss or a wrong code (clear or edit, per the manual), when the machine has only one of two codes
 * (every one before 2017: keep it), or when the catalogue was unavailable (continue).
 */
export function CodeAnswer({ outcome, onClear, onEdit, onContinue, halfFilled, last }: Props) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (outcome.kind === 'hit') return null
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
  if (outcome.kind === 'faults') {
    return (
      <section ref={box} role="alert" className={styles.box}>
        <h3>{halfFilled ? '这一组没有填全' : '编码填写有误'}</h3>
        <p>
          {halfFilled
            ? '两项都填了才能核验。铭牌上只有其中一项的，可以保留已填的，直接填写后面的内容。'
            : '请对照铭牌修改；铭牌上没有这个编码的，可以清空后继续。'}
        </p>
        <div className={styles.answers}>
          {halfFilled && (
            <Button onClick={onContinue} color="primary" fill="outline">
              保留已填的，{nextLabel}
            </Button>
          )}
          <Button onClick={onClear}>清空，{nextLabel}</Button>
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
