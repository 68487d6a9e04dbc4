import { CheckCircleFilled, WarningFilled } from '@ant-design/icons'
import Link from 'next/link'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './desk.module.css'

/** What was checked by machine: doubts first, each with its way to the other filing. */
export function CheckList({ checks }: { checks: DeskFiling['checks'] }) {
  const ordered = [...checks].sort((a, b) => Number(a.level === 'OK') - Number(b.level === 'OK'))
  const doubts = checks.filter((check) => check.level === 'WARN').length
  return (
    <section className={css.section} aria-label="自动核对">
      <h2>
        自动核对
        <span className={css.quiet}>{doubts > 0 ? `${doubts} 项需留意` : '未发现疑点'}</span>
      </h2>
      {ordered.length > 0 ? (
        <ul className={css.list}>
          {ordered.map((check) => (
            <li key={`${check.code}:${check.text}`}>
              {check.level === 'WARN' ? (
                <WarningFilled style={{ color: '#b45309' }} aria-label="留意" />
              ) : (
                <CheckCircleFilled style={{ color: '#08745a' }} aria-label="通过" />
              )}
              <span>
                {check.text}
                {check.filingIds.map((id, index) => (
                  <Link key={id} href={`/filings/${id}`} target="_blank" className={css.other}>
                    查看相关登记{check.filingIds.length > 1 ? ` ${index + 1}` : ''}
                  </Link>
                ))}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
