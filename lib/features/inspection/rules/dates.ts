import { chinaDay } from '@/lib/core/clock'
import type { Finding } from '@/lib/core/finding'
import { firstDayOf, isPartialDate, lastDayOf } from '@/lib/core/partial-date'
import { pathLabel } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { clear, doubt, unchecked } from './finding'

const DATES = ['engine.manufacturedOn', 'machine.manufacturedOn', 'dpf.installedOn', 'monitoring.installedOn']
/** Cannot come before: an engine is not made after its machine, nothing is added before the machine is made. */
const ORDER = [
  ['engine.manufacturedOn', 'machine.manufacturedOn'],
  ['machine.manufacturedOn', 'dpf.installedOn'],
  ['machine.manufacturedOn', 'monitoring.installedOn'],
] as const

/** Dates that contradict one another or lie after the submission. A partial date is compared as far as it says. */
export function dateFindings(content: FilingContent, submittedAt: Date): Finding[] {
  const dates = new Map(
    DATES.flatMap((path) => {
      const value = valueAt(content, path)
      return typeof value === 'string' && isPartialDate(value) ? [[path, value] as const] : []
    }),
  )
  if (dates.size === 0) return [unchecked('没有填写出厂日期，没有核对日期', [...DATES.slice(0, 2)])]
  const today = chinaDay(submittedAt)
  const late = [...dates].filter(([, date]) => firstDayOf(date) > today)
  const pairs = ORDER.flatMap(([first, second]) => {
    const [a, b] = [dates.get(first), dates.get(second)]
    return a && b ? [{ first, second, a, b, wrong: firstDayOf(a) > lastDayOf(b) }] : []
  })
  const wrong = pairs.filter((pair) => pair.wrong)
  const doubts = [
    ...late.map(([path, date]) => doubt(`${pathLabel(path)} ${date} 晚于提交日期`, [path])),
    ...wrong.map(({ first, second, a, b }) =>
      doubt(`${pathLabel(first)} ${a} 晚于${pathLabel(second)} ${b}`, [first, second]),
    ),
  ]
  if (doubts.length > 0) return doubts
  if (pairs.length === 0)
    return [unchecked(`只填写了${pathLabel([...dates.keys()][0] ?? '')}，没有可比较的日期`)]
  return [clear('各日期的先后不矛盾')]
}
