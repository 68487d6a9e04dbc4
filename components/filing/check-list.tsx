import { CheckCircleFilled, MinusCircleFilled, WarningFilled } from '@ant-design/icons'
import Link from 'next/link'
import { Panel, Quiet } from '@/components/desk/panel'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DuplicateList } from './duplicate-list'
import css from './filing-desk.module.css'

type Check = DeskFiling['checks'][number]

/** Automatic checks: doubts first, then those that could not be made, each with links to the related filings. */
export function CheckList({ filing }: { filing: DeskFiling }) {
  const { checks } = filing
  const ordered = [...checks].sort((a, b) => ORDER[a.result] - ORDER[b.result])
  return (
    <Panel title="自动核对" label="自动核对" aside={<Quiet>{summaryText(checks)}</Quiet>}>
      {ordered.length > 0 ? (
        <ul className={css.list}>
          {ordered.map((check) => (
            <li key={`${check.code}:${check.text}`}>
              <Mark result={check.result} />
              <span>
                {check.text}
                {listedBelow(check) ? null : <RelatedFilings check={check} />}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <DuplicateList filing={filing} />
    </Panel>
  )
}

const ORDER: Record<Check['result'], number> = { DOUBT: 0, NOT_CHECKED: 1, CLEAR: 2 }

/** Checks whose related filings are listed separately, in DuplicateList. */
const listedBelow = ({ code }: Check) => code === 'DUPLICATE' || code === 'SAME_PHOTO'

function summaryText(checks: readonly Check[]): string {
  const count = (result: Check['result']) => checks.filter((check) => check.result === result).length
  const parts = [
    count('DOUBT') > 0 ? `${count('DOUBT')} 项需留意` : '',
    count('NOT_CHECKED') > 0 ? `${count('NOT_CHECKED')} 项未核对` : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join('，') : '未发现疑点'
}

function Mark({ result }: { result: Check['result'] }) {
  if (result === 'DOUBT') return <WarningFilled style={{ color: 'var(--warning)' }} aria-label="留意" />
  if (result === 'NOT_CHECKED')
    return <MinusCircleFilled style={{ color: 'var(--ink-soft)' }} aria-label="未核对" />
  return <CheckCircleFilled style={{ color: 'var(--success-ink)' }} aria-label="通过" />
}

function RelatedFilings({ check }: { check: Check }) {
  return check.filingIds.map((id, index) => (
    <Link key={id} href={`/filings/${id}`} target="_blank" className={css.other}>
      查看相关登记{check.filingIds.length > 1 ? ` ${index + 1}` : ''}
    </Link>
  ))
}
