'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { Empty } from '@/components/ui/states'
import { formatCount } from '@/lib/core/format-count'
import { daysOf, machinesAddress } from '@/lib/features/report/rules/list-address'
import { monthName } from '@/lib/features/report/rules/words'
import type { StockPart, StockReport } from '@/lib/features/report/schema/reports'
import { Figure, type FigurePart } from './figure'
import styles from './report.module.css'
import { areaHref, type ReportAddress } from './use-report-address'
import { YearBefore } from './year-before'

type Kind = 'categoryCode' | 'stage' | 'fuelCode' | 'placeCode'

/** Stock of an area, by division, month, category, stage, fuel, place and year. */
export function StockFigures({ report, address }: { report: StockReport; address: ReportAddress }) {
  const { area, status, total, byMonth } = report
  const scope = { areaCode: area.code, status }
  const parts = useParts(report, address)
  const registeredInPeriod = byMonth.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>在册机械</dt>
          <dd>
            {total > 0 ? (
              <Link href={machinesAddress(scope)} prefetch={false}>
                {formatCount(total)}
              </Link>
            ) : (
              formatCount(total)
            )}{' '}
            台
          </dd>
        </div>
        <div>
          <dt>
            其中 {monthName(report.from)}至{monthName(report.to)}登记
          </dt>
          <dd>{formatCount(registeredInPeriod)} 台</dd>
          <dd className={styles.quiet}>
            <YearBefore months={byMonth} unit="台" />
          </dd>
        </div>
      </dl>
      {total === 0 ? (
        <>
          <Empty title={`${area.name}还没有在册机械`} hint="登记审核通过并生成号码后，会计入这里" />
          {area.divided && <Figure title="下辖地区" head="地区" unit="台数" parts={parts.area} wide />}
        </>
      ) : (
        <div className={styles.grid}>
          {area.divided && <Figure title="按地区" head="地区" unit="台数" parts={parts.area} total={total} />}
          <Figure title="按登记月份" head="月份" unit="台数" parts={parts.month} kind="columns" />
          <Figure title="按机械类别" head="类别" unit="台数" parts={parts.category} total={total} />
          <Figure title="按排放阶段" head="阶段" unit="台数" parts={parts.stage} total={total} />
          <Figure title="按燃料种类" head="燃料" unit="台数" parts={parts.fuel} total={total} />
          <Figure title="按使用地点" head="地点" unit="台数" parts={parts.place} total={total} />
          <Figure
            title="按出厂年份"
            head="年份"
            unit="台数"
            parts={parts.year}
            total={total}
            kind="columns"
            wide={area.divided}
          />
        </div>
      )}
    </>
  )
}

function useParts(report: StockReport, address: ReportAddress) {
  return useMemo(() => {
    const { area, status } = report
    const scope = { areaCode: area.code, status }
    const codedParts = (kind: Kind, parts: StockPart[]): FigurePart[] =>
      parts.map(({ code, name, count }) => ({
        key: code,
        name,
        count,
        // Machines without a code cannot be searched for.
        ...(code !== '' && { listHref: machinesAddress(scope, { [kind]: code }) }),
      }))
    return {
      area: report.byArea.map(({ code, name, count }) => ({
        key: code,
        name,
        count,
        figuresHref: areaHref(address, code),
        listHref: machinesAddress({ areaCode: code, status }),
      })),
      month: [...report.byMonth].reverse().map(({ month, count, yearBefore }) => ({
        key: month,
        name: monthName(month),
        count,
        yearBefore,
        listHref: machinesAddress(scope, daysOf(month)),
      })),
      category: codedParts('categoryCode', report.byCategory),
      stage: codedParts('stage', report.byStage),
      fuel: codedParts('fuelCode', report.byFuel),
      place: codedParts('placeCode', report.byPlace),
      year: report.byYear.map(({ year, count }) => ({
        key: String(year),
        name: year === 0 ? '未知' : String(year),
        count,
        listHref: machinesAddress(scope, { madeIn: String(year) }),
      })),
    }
  }, [report, address])
}
