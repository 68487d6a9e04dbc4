import { CheckCircleFilled, MinusCircleFilled, UserOutlined, WarningFilled } from '@ant-design/icons'
import Link from 'next/link'
import { Panel } from '@/components/desk/panel'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { notYetText } from '@/lib/features/inspection/rules/not-yet'
import { CHECK_LABELS } from '@/lib/features/inspection/schema'
import { CheckState } from './check-state'
import { DuplicateList } from './duplicate-list'
import css from './filing-checks.module.css'

type Check = DeskFiling['checks'][number]

/** Automatic checks as the server orders them: doubts, what was not checked, and folded away what is clear. */
export function CheckList({ filing }: { filing: DeskFiling }) {
  const { checks } = filing
  const waiting = checks.filter(({ code, text }) => text === notYetText(code))
  const open = checks.filter((check) => check.result !== 'CLEAR' && !waiting.includes(check))
  const judged = checks.filter(({ byOfficer }) => byOfficer)
  const clear = checks.filter(({ result, byOfficer }) => result === 'CLEAR' && !byOfficer)
  return (
    <Panel title="自动核对" label="自动核对" aside={<CheckState filing={filing} />}>
      {open.length + judged.length + waiting.length > 0 ? (
        <ul className={css.list}>
          {[...open, ...judged].map((check) => (
            <CheckLine key={`${check.code}:${check.text}`} check={check} />
          ))}
          {waiting.length > 0 ? (
            <li className={css.unchecked}>
              <Mark result="NOT_CHECKED" />
              <span>尚未核对：{waiting.map(({ code }) => CHECK_LABELS[code]).join('、')}</span>
            </li>
          ) : null}
        </ul>
      ) : null}
      {clear.length > 0 ? (
        <details className={css.clear}>
          <summary>{clear.length} 项无疑点</summary>
          <ul className={css.list}>
            {clear.map((check) => (
              <CheckLine key={`${check.code}:${check.text}`} check={check} />
            ))}
          </ul>
        </details>
      ) : null}
      <DuplicateList filing={filing} />
    </Panel>
  )
}

function CheckLine({ check }: { check: Check }) {
  return (
    <li className={check.result === 'NOT_CHECKED' ? css.unchecked : undefined}>
      <Mark {...check} />
      <span>
        {check.text}
        {listedBelow(check) ? null : <RelatedFilings check={check} />}
      </span>
    </li>
  )
}

/** Checks whose related filings are listed separately, in DuplicateList. */
const listedBelow = ({ code }: Check) => code === 'DUPLICATE' || code === 'SAME_PHOTO'

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
