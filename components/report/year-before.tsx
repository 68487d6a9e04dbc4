import { formatCount } from '@/lib/core/format-count'
import { monthOf } from '@/lib/features/report/rules/period'

type Props = { months: readonly { month: string; yearBefore: number | null }[]; unit: string }

/** The same period a year earlier; says where there are no data, and that a month still running is compared with a whole one. */
export function YearBefore({ months, unit }: Props) {
  const known = months.flatMap(({ yearBefore }) => (yearBefore === null ? [] : [yearBefore]))
  if (known.length === 0) return '无上年数据'
  const sum = formatCount(known.reduce((all, count) => all + count, 0))
  const parts = [
    known.length < months.length && `只有其中 ${known.length} 个月的数据`,
    months.at(-1)?.month === monthOf(new Date()) && '本月未结束，上年为整月',
  ].filter(Boolean)
  return `上年同期 ${sum} ${unit}${parts.length > 0 ? `（${parts.join('；')}）` : ''}`
}
