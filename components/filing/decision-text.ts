import type { Names } from '@/lib/features/content/rules/display'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'

/** 审核通过：挖掘机 SY215C. No number and no code: others may look over the officer's shoulder. */
export function decisionText({ verdict, categoryCode, model }: OwnDecision, { lists }: Names): string {
  const category = categoryCode && (lists.CATEGORY?.[categoryCode] ?? categoryCode)
  return `${VERDICT_LABELS[verdict]}：${[category, model].filter(Boolean).join(' ') || '未填类别和型号'}`
}
