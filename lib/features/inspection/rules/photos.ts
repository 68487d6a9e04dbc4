import type { Finding } from '@/lib/core/finding'
import { pathLabel } from '@/lib/features/content/rules/display'
import { photoRequirements } from '@/lib/features/content/rules/requirements'
import type { InspectionFacts } from './facts'
import { clear, doubt, unchecked } from './finding'

type Facts = Pick<InspectionFacts, 'content' | 'photos'>

/** Photos that the rules require: the form sees to it, older registers and transfers may lack some. */
export function missingFindings({ content, photos }: Facts): Finding[] {
  if (!content.kind || content.hasNameplate === null || content.hasNameplate === undefined)
    return [unchecked('没有填写登记类型或有无铭牌，不能判断需要哪些照片')]
  const slots = new Set(photos.map(({ slot }) => slot))
  const { required, anyOf } = photoRequirements(content)
  const missing = required.filter((slot) => !slots.has(slot)).map(pathOf)
  const groups = anyOf.filter((rule) => !rule.slots.some((slot) => slots.has(slot)))
  const doubts = [
    ...(missing.length > 0 ? [doubt(`缺少${missing.map(pathLabel).join('、')}`, missing)] : []),
    ...groups.map((rule) =>
      doubt(`缺少${rule.label}：${rule.slots.map(pathOf).map(pathLabel).join('、')}至少一张`, []),
    ),
  ]
  return doubts.length > 0 ? doubts : [clear('必需的照片齐全')]
}

const pathOf = (slot: string) => `photos.${slot}`
