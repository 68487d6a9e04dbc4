import type { Finding } from '@/lib/core/finding'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { suggestStage } from '@/lib/features/filing/rules/stage'
import { clear, doubt, unchecked } from '@/lib/features/inspection/rules/finding'
import type { StageDateRow } from '@/lib/features/setting/schema/stage-dates'
import { STAGE_FACTS } from './stage-facts'

/** As screens name the stages. */
const NAMES: Record<string, string> = {
  '0': '国一前',
  '1': '国一',
  '2': '国二',
  '3': '国三',
  '4': '国四',
  D: '电动',
  X: '无',
}
const nameOf = (stage: string): string => NAMES[stage] ?? stage

/**
 * The stage that was fixed at registration against what the changed content would suggest: the stage does not follow a change,
 * so a contradiction means that the change is wrong or the stage has to be corrected.
 * @param touched changed paths
 */
export function approvedStageFindings(
  content: FilingContent,
  stage: string,
  law: readonly StageDateRow[],
  touched: readonly string[],
): Finding[] {
  const { suggested, reason } = suggestStage(content, law)
  const paths = STAGE_FACTS.filter((path) => touched.includes(path))
  if (!suggested) return [unchecked(`变更后不能判断排放阶段，没有与核定的阶段核对（${reason}）`, paths)]
  if (suggested.code === stage) return [clear(`变更后的内容与核定的排放阶段（${nameOf(stage)}）一致`)]
  const text = `核定的排放阶段为${nameOf(stage)}，变更后的内容应为${nameOf(suggested.code)}（${suggested.reason}）`
  return [doubt(text, paths, { basis: suggested.basis })]
}
