import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import {
  type ProgressFacts as Facts,
  identityOf,
  progressRows,
  progressSentence,
  statusLabel,
} from '@/lib/features/filing/rules/progress'
import type { FilingDto, FilingStatus } from '@/lib/features/filing/schema/owner'
import styles from './owner.module.css'
import { StatedTexts } from './stated-texts'

const TONES: Record<FilingStatus, 'wait' | 'good' | 'bad' | 'still'> = {
  DRAFT: 'still',
  SUBMITTED: 'wait',
  IN_REVIEW: 'wait',
  RETURNED: 'bad',
  DECLINED: 'bad',
  APPROVED: 'good',
  COLLECTED: 'good',
  WITHDRAWN: 'still',
}

type Props = {
  filing: FilingDto
  categoryName: string
  /** The reader filed it and may act on it. */
  mine: boolean
}

/** One filing in 编码登记进展; the whole card is a link, for a returned filing to its correction. */
export function ProgressCard({ filing, categoryName, mine }: Props) {
  const { id, status, pickup } = filing
  const { href, label } = linkOf(filing, mine)
  const about = [categoryName, identityOf(filing)?.value].filter(Boolean).join(' ')
  return (
    <article className={blocks.card} aria-label={`${statusLabel(filing)} ${about}`}>
      <StatusTitle filing={filing} />
      {filing.assisted && <p className={blocks.hint}>窗口代办</p>}
      <ProgressFacts filing={filing} categoryName={categoryName} />
      <div className={blocks.links}>
        <Link href={href} prefetch={false} className={blocks.whole}>
          {label}
          <span className="visually-hidden"> {about}</span>
        </Link>
        {pickup && (
          <Link href={`/m/filings/${id}/pickup`} prefetch={false}>
            大字显示领取码
          </Link>
        )}
        {status === 'RETURNED' && mine && (
          <Link href={`/m/filings/${id}`} prefetch={false}>
            查看详情
          </Link>
        )}
      </div>
    </article>
  )
}

/** The filer's next action; who may not act gets the detail page. */
function linkOf({ id, status }: FilingDto, mine: boolean): { href: string; label: string } {
  if (mine && status === 'RETURNED') return { href: `/m/filings/${id}/correct`, label: '修改并提交' }
  if (mine && status === 'DRAFT') return { href: `/m/filings/${id}/edit`, label: '继续填写' }
  return { href: `/m/filings/${id}`, label: '查看详情' }
}

export function StatusTitle({ filing }: { filing: Pick<FilingDto, 'status' | 'ended'> }) {
  return (
    <h2 className={blocks.status} data-tone={filing.ended ? 'bad' : TONES[filing.status]}>
      {statusLabel(filing)}
    </h2>
  )
}

type FactsProps = {
  filing: Facts & Pick<FilingDto, 'returnReasons' | 'basis' | 'remedies' | 'forOther' | 'ownerName'>
  categoryName: string
}

/**
 * Dates, status sentence, return reasons, legal basis and remedies; shown on the card, on the detail page, and to the
 * officer who is about to return the filing.
 */
export function ProgressFacts({ filing, categoryName }: FactsProps) {
  const { returnReasons, forOther, ownerName } = filing
  return (
    <>
      <dl className={blocks.rows}>
        {progressRows(filing, categoryName).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}:</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {forOther && (
          <div>
            <dt>设备的所有者:</dt>
            <dd>{ownerName}</dd>
          </div>
        )}
      </dl>
      <p className={styles.sentence}>{progressSentence(filing, new Date())}</p>
      {returnReasons.length > 0 && (
        <ul className={blocks.reasons} aria-label="返回重填的原因">
          {returnReasons.map(({ code, text }) => (
            <li key={`${code}${text}`}>返回重填的原因: {text}</li>
          ))}
        </ul>
      )}
      <StatedTexts stated={filing} />
    </>
  )
}
