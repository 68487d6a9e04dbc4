'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useId, useState } from 'react'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import type { ConsentKind } from '@/lib/features/consent/schema'
import styles from './consent.module.css'

/** The texts are loaded when somebody wants to read them. */
const NoticeSheet = dynamic(() => import('./notice-sheet').then((part) => part.NoticeSheet))

/** A box of a form whose values are texts: '' until it is ticked. */
type Part = { value: string; fault?: ReactNode; onValue: (value: string) => void }
type Props = { notice: Part; sensitive: Part }

export const TICKED = 'yes'

/** Neither box is ticked beforehand, and neither ticks the other: the consent to sensitive information stands by itself. */
export function ConsentTicks({ notice, sensitive }: Props) {
  const [read, setRead] = useState<ConsentKind | null>(null)
  return (
    <div className={styles.ticks}>
      <Tick {...notice}>我已阅读并同意《个人信息保护告知》（{PRIVACY_VERSION} 版）</Tick>
      <button type="button" className={styles.read} onClick={() => setRead('NOTICE')}>
        阅读《个人信息保护告知》
      </button>
      <Tick {...sensitive}>我单独同意处理我的证件号码、证件照片等敏感个人信息</Tick>
      <button type="button" className={styles.read} onClick={() => setRead('SENSITIVE')}>
        查看是哪些、为什么需要
      </button>
      {read && <NoticeSheet kind={read} onClose={() => setRead(null)} />}
    </div>
  )
}

function Tick({ value, fault, onValue, children }: Part & { children: ReactNode }) {
  const id = useId()
  return (
    <div>
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={value === TICKED}
          onChange={(event) => onValue(event.target.checked ? TICKED : '')}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? id : undefined}
        />
        <span>{children}</span>
      </label>
      {fault && (
        <p id={id} role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  )
}
