'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { chinaTime } from '@/lib/core/clock'
import { LIST_URL, receiptUrl, withdrawAssistedMutation } from '@/lib/features/assisted/api/assisted'
import type { AssistedFiling } from '@/lib/features/assisted/schema'
import { statusLabel } from '@/lib/features/filing/rules/progress'
import styles from './assisted.module.css'
import { OwnerFacts } from './owner-facts'

type Props = { assisted: AssistedFiling; justSubmitted: boolean }

/** How far a submitted filing is, for the owner who asks at the desk; the slip to take home. */
export function AssistedProgress({ assisted, justSubmitted }: Props) {
  const { filing } = assisted
  const [withdrawing, setWithdrawing] = useState(false)
  const withdraw = useMutation(withdrawAssistedMutation)
  const facts: [string, string | null][] = [
    ['提交时间', filing.submittedAt && chinaTime(new Date(filing.submittedAt))],
    ['审核期限', filing.dueAt && chinaTime(new Date(filing.dueAt)).slice(0, 10)],
    ['登记号码', filing.registrationNumber],
    ['不予登记的原因', filing.declineReason],
  ]
  return (
    <MobilePage title="窗口代办" onBack={() => window.location.assign(LIST_URL)}>
      <section className={styles.box} data-tone={justSubmitted ? 'good' : undefined}>
        <h3 role="status">{justSubmitted ? '提交成功，进入审核环节' : statusLabel(filing)}</h3>
        <dl className={styles.facts}>
          {facts.map(
            ([label, text]) =>
              text && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ),
          )}
        </dl>
        <p className={styles.quiet}>请打印凭条交给机主：上面有查询号、查询和领取的办法。</p>
        <div className={styles.steps}>
          <a href={receiptUrl(filing.id)} target="_blank" rel="noopener">
            打印凭条
          </a>
          <a href={LIST_URL}>返回窗口代办</a>
          {filing.status === 'SUBMITTED' && !justSubmitted && (
            <button type="button" onClick={() => setWithdrawing(true)}>
              机主要求撤回
            </button>
          )}
        </div>
      </section>
      <OwnerFacts assisted={assisted} />
      {withdrawing && (
        <Confirm
          title="撤回这份登记？"
          act="撤回"
          danger
          onAct={() => withdraw.mutateAsync(filing.id)}
          onClose={() => setWithdrawing(false)}
        >
          <p>撤回后不再审核，需要时须重新代办。请确认是机主本人要求撤回。</p>
        </Confirm>
      )}
    </MobilePage>
  )
}
