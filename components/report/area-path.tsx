import Link from 'next/link'
import type { ReportArea } from '@/lib/features/report/schema/reports'
import styles from './report.module.css'
import { areaHref, type ReportAddress } from './use-report-address'

/** Breadcrumb from the officer's area down to the shown one. */
export function AreaPath({ area, address }: { area: ReportArea; address: ReportAddress }) {
  return (
    <nav aria-label="统计地区" className={styles.path}>
      <ol>
        {area.path.map(({ code, name }) => (
          <li key={code}>
            {code === area.code ? (
              <strong aria-current="page">{name}</strong>
            ) : (
              <Link href={areaHref(address, code)} prefetch={false}>
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
