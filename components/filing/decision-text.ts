import { CHANGE_TYPE_LABELS, changeType } from '@/lib/features/change/schema/change'
import { CHANGE_VERDICT_LABELS, changeVerdict } from '@/lib/features/change/schema/decision'
import type { Names } from '@/lib/features/content/rules/display'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'

/** 审核通过：挖掘机 SY215C; 通过加装 DPF：挖掘机 SY215C. No number and no code: others may look over the officer's shoulder. */
export function decisionText(decision: OwnDecision, { lists }: Names): string {
  const { categoryCode, model } = decision
  const category = categoryCode && (lists.CATEGORY?.[categoryCode] ?? categoryCode)
  return `${verdictText(decision)}：${[category, model].filter(Boolean).join(' ') || '未填类别和型号'}`
}

function verdictText({ verdict, changeType: type }: OwnDecision): string {
  const [change, decided] = [changeType.safeParse(type), changeVerdict.safeParse(verdict)]
  return change.success && decided.success
    ? `${CHANGE_VERDICT_LABELS[decided.data]}${CHANGE_TYPE_LABELS[change.data]}`
    : VERDICT_LABELS[verdict]
}

/** The page of what was decided on. */
export const decisionHref = ({ filingId, changeId }: Pick<OwnDecision, 'filingId' | 'changeId'>): string =>
  changeId ? `/changes/${changeId}` : `/filings/${filingId}`
