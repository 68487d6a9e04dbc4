import { Tag } from 'antd'
import { Scans } from '@/components/ui/scans'
import { chinaMinute } from '@/lib/core/clock'
import { proofText } from '@/lib/core/proof'
import type { DisputeCase } from '@/lib/features/dispute/schema'
import styles from './dispute.module.css'

/** One of the two accounts. Of the same name as often as not: phone, time and proof tell them apart. */
export function DisputeSide({ side }: { side: DisputeCase['claimant'] }) {
  return (
    <div>
      <Tag>{side.type === 'UNIT' ? '单位' : '个人'}</Tag>
      <strong>{side.name}</strong>
      <div className={styles.quiet}>
        {side.phoneMasked}，注册 {chinaMinute(new Date(side.registeredAt))}
        <br />
        身份核验：{proofText(side.proof)}
      </div>
    </div>
  )
}

/** What goes with the number while it is not decided. */
export function holdingsText({ holder: { machines, filings } }: DisputeCase): string {
  return `机械 ${machines} 台，登记 ${filings} 份`
}

/** The number at issue; its last four characters are read from the original. */
export function DisputedNumber({ dispute: { claimant, numberMasked } }: { dispute: DisputeCase }) {
  return (
    <div className={styles.quiet}>
      争议的{claimant.documentLabel}：{numberMasked ?? '账号已注销，不再保存'}
    </div>
  )
}

/** The claimant's words and photos. */
export function DisputeEvidence({ dispute: { text, photos, createdAt } }: { dispute: DisputeCase }) {
  return (
    <>
      <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>
      <Scans photos={photos} label="证明材料" />
      <div className={styles.quiet}>提交 {chinaMinute(new Date(createdAt))}</div>
    </>
  )
}

/** All that the second person needs to agree or not: both accounts, the evidence, and the reason that both would read. */
export function DisputeFacts({ dispute }: { dispute: DisputeCase }) {
  const { claimant, holder, status, proposedAnswer } = dispute
  return (
    <dl className={styles.facts}>
      <dt>申诉人</dt>
      <dd>
        <DisputeSide side={claimant} />
        <DisputedNumber dispute={dispute} />
      </dd>
      <dt>现占用号码的账号</dt>
      <dd>
        <DisputeSide side={holder} />
        {status === 'OPEN' && <div className={styles.quiet}>{holdingsText(dispute)}</div>}
      </dd>
      <dt>说明和材料</dt>
      <dd>
        <DisputeEvidence dispute={dispute} />
      </dd>
      {proposedAnswer && (
        <>
          <dt>提出人写的理由</dt>
          <dd>
            {proposedAnswer}
            <div className={styles.quiet}>确认后双方都会看到</div>
          </dd>
        </>
      )}
    </dl>
  )
}
