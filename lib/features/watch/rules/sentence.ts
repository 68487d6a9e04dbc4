import { chinaDay } from '@/lib/core/clock'
import { FACTS, type WatchKind } from '../schema'

type AlertData = {
  kind: WatchKind
  facts: unknown
  /** UNUSUAL_REVIEWER: the reviewer's name. */
  staffName: string | null
  /** SAME_PHOTO: number of filings outside the reader's area. */
  elsewhere: number
}

/** The text of an alert: its figures and the rule they violate. */
export function sentenceOf({ kind, facts, staffName, elsewhere }: AlertData): string {
  if (kind === 'OVERDUE_FILINGS') {
    const { count, oldestDueAt } = FACTS[kind].parse(facts)
    return `${count} 件登记超过审核期限，最早一件应于 ${chinaDay(new Date(oldestDueAt))} 办结`
  }
  if (kind === 'SERIES_NEARLY_EMPTY') {
    const { prefix, left, warnBelow } = FACTS[kind].parse(facts)
    const name = prefix ? `号段 ${prefix}` : '号段（无前缀）'
    return left === 0 ? `${name} 的号码已经用完` : `${name} 只剩 ${left} 个号码，低于预警数量 ${warnBelow}`
  }
  if (kind === 'SAME_PHOTO') {
    const { count } = FACTS[kind].parse(facts)
    const rest = elsewhere > 0 ? `，其中 ${elsewhere} 件不在本辖区` : ''
    return `${count} 件登记使用了同一张照片${rest}`
  }
  return reviewerSentence(FACTS.UNUSUAL_REVIEWER.parse(facts), staffName)
}

function reviewerSentence(
  facts: ReturnType<typeof FACTS.UNUSUAL_REVIEWER.parse>,
  staffName: string | null,
): string {
  const parts: string[] = []
  if (facts.why.includes('QUICK')) {
    parts.push(`通过的 ${facts.approvals} 件中有 ${facts.quick} 件在领取后 ${facts.quickSeconds} 秒内通过`)
  }
  if (facts.why.some((why) => why !== 'QUICK')) {
    const own = percent(facts.returned, facts.decisions)
    parts.push(`退回率 ${own}，同地区其他人员为 ${percent(facts.othersReturned, facts.othersDecisions)}`)
  }
  return `${staffName ?? '审核人员'}近 30 日办理 ${facts.decisions} 件：${parts.join('；')}`
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`
}
