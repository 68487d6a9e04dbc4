import type { Finding } from '@/lib/core/finding'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { clear, doubt, unchecked } from './finding'

/** Net and gross power, or a machine's own and its engine's, differ by a tenth or two; half as much again is an error. */
const MOST_TIMES = 1.5

/** Rated power of the engine against that of the machine. */
export function powerFindings({ engine, machine }: FilingContent): Finding[] {
  const [own, whole] = [engine.ratedPowerKw ?? 0, machine.ratedPowerKw ?? 0]
  const paths = ['engine.ratedPowerKw', 'machine.ratedPowerKw']
  if (own <= 0 || whole <= 0) return [unchecked('没有同时填写发动机和机械的额定功率，没有比较', paths)]
  const times = Math.max(own, whole) / Math.min(own, whole)
  const text = `发动机额定净功率 ${own} kW，机械额定功率 ${whole} kW`
  return times > MOST_TIMES
    ? [doubt(`${text}，相差 ${times.toFixed(1)} 倍，请与铭牌核对`, paths, { times })]
    : [clear('发动机与机械的额定功率相近')]
}
