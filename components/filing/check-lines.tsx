import { CheckCircleFilled, MinusCircleFilled, UserOutlined, WarningFilled } from '@ant-design/icons'
import Link from 'next/link'
import { Unbroken } from '@/components/ui/unbroken'
import type { Finding } from '@/lib/core/finding'
import { notYetOf } from '@/lib/features/inspection/rules/not-yet'
import css from './filing-checks.module.css'

type Check = Pick<Finding, 'result' | 'text' | 'filingIds' | 'byOfficer'> & { code: string }
type Props<C extends Check> = {
  checks: readonly C[]
  /** Of the kinds of checks. */
  labels: Record<C['code'], string>
  /** Kinds whose related filings are listed elsewhere. */
  listedElsewhere?: readonly C['code'][]
}

/** Automatic checks as the server orders them: doubts, what was not checked, and folded away what is clear. */
export function CheckLines<C extends Check>({ checks, labels, listedElsewhere = [] }: Props<C>) {
  const labelOf = ({ code }: C) => labels[code as C['code']]
  const waiting = checks.filter((check) => check.text === notYetOf(labelOf(check)))
  const open = checks.filter((check) => check.result !== 'CLEAR' && !waiting.includes(check))
  const judged = checks.filter(({ byOfficer }) => byOfficer)
  const clear = checks.filter(({ result, byOfficer }) => result === 'CLEAR' && !byOfficer)
  const line = (check: C) => (
    <CheckLine
      key={`${check.code}:${check.text}`}
      check={check}
      linked={!listedElsewhere.includes(check.code)}
    />
  )
  return (
    <>
      {open.length + judged.length + waiting.length > 0 ? (
        <ul className={css.list}>
          {[...open, ...judged].map(line)}
          {waiting.length > 0 ? (
            <li className={css.unchecked}>
              <Mark result="NOT_CHECKED" />
              <span>尚未核对：{waiting.map(labelOf).join('、')}</span>
            </li>
          ) : null}
        </ul>
      ) : null}
      {clear.length > 0 ? (
        <details className={css.clear}>
          <summary>{clear.length} 项无疑点</summary>
          <ul className={css.list}>{clear.map(line)}</ul>
        </details>
      ) : null}
    </>
  )
}

function CheckLine({ check, linked }: { check: Check; linked: boolean }) {
  return (
    <li className={check.result === 'NOT_CHECKED' ? css.unchecked : undefined}>
      <Mark {...check} />
      <span>
        <Unbroken text={check.text} />
        {linked ? <RelatedFilings check={check} /> : null}
      </span>
    </li>
  )
}

function Mark({ result, byOfficer }: Pick<Check, 'result' | 'byOfficer'>) {
  // Somebody's word, no finding: no tick.
  if (byOfficer) return <UserOutlined style={{ color: 'var(--ink-soft)' }} aria-label="人员判定" />
  if (result === 'DOUBT') return <WarningFilled style={{ color: 'var(--warning)' }} aria-label="留意" />
  if (result === 'NOT_CHECKED')
    return <MinusCircleFilled style={{ color: 'var(--ink-soft)' }} aria-label="未核对" />
  return <CheckCircleFilled style={{ color: 'var(--success-ink)' }} aria-label="无疑点" />
}

/** More would fill the panel: the rest are in the same search. */
const MOST_LINKS = 5

function RelatedFilings({ check }: { check: Check }) {
  return check.filingIds.slice(0, MOST_LINKS).map((id, index) => (
    <Link key={id} href={`/filings/${id}`} target="_blank" prefetch={false} className={css.other}>
      查看相关登记{check.filingIds.length > 1 ? ` ${index + 1}` : ''}
    </Link>
  ))
}
