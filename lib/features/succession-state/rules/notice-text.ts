import { GROUND_LABELS, type SuccessionGround, type SuccessionStatus } from '../schema'

/** What a notice of a succession is made of, when it is read. */
export type SuccessionFacts = {
  registrationNumber: string
  ground: SuccessionGround
  status: SuccessionStatus
  /** Of the reader: whose machine it was, or whose it shall be. */
  successor: boolean
  lastDay: string
  days: number
  office: { name: string; address: string; phone: string }
  /** Of whoever ended it. */
  reason: string | null
}

const closed = (text: string) => `${text.replace(/。+$/, '')}。`

/** In few words, for a text message as well. */
export function outcomeOf(status: SuccessionStatus): string {
  switch (status) {
    case 'DONE':
      return '已过户到新机主名下'
    case 'REJECTED':
      return '不予过户'
    case 'WITHDRAWN':
      return '申请已撤回，没有过户'
    case 'LAPSED':
      return '申请已失效，没有过户'
    default:
      return '还没有办结'
  }
}

const TEXTS = {
  FILED: ({ registrationNumber, ground, status, lastDay, office, days }: SuccessionFacts) => {
    const what = `有人凭证明材料申请把您的机械 ${registrationNumber} 过户，原因：${GROUND_LABELS[ground]}。`
    if (status !== 'WAITING' && status !== 'OBJECTED') return `${what}结果：${outcomeOf(status)}。`
    return `${what}不同意的，请在异议期 ${days} 天内（最迟 ${lastDay}）提出异议：打开该机械的页面按“提出异议”，或者携带证件到${office.name}（${office.address}，电话 ${office.phone}）。期满没有异议的，由登记单位办结过户。`
  },
  RECEIVED: ({ registrationNumber, lastDay, days }: SuccessionFacts) =>
    `您凭证明材料申请过户的机械 ${registrationNumber} 已受理，须等待异议 ${days} 天，至 ${lastDay}；期满没有异议的，由登记单位办结，结果会通知您。`,
  OBJECTED: ({ registrationNumber, office }: SuccessionFacts) =>
    `您申请过户的机械 ${registrationNumber} 有人提出异议，由登记单位核实后决定，结果会通知您。如需补充材料，请联系${office.name}（电话 ${office.phone}）。`,
  ENDED: ({ registrationNumber, ground, status, successor, reason, office }: SuccessionFacts) => {
    const what = successor ? '您申请过户的' : '您的'
    const done =
      status === 'DONE'
        ? successor
          ? '已变更到您名下，可在“我的机械”中查看，环保登记号码不变'
          : `已凭证明材料（原因：${GROUND_LABELS[ground]}）变更到新的机主名下，您不再是该机械的所有者`
        : outcomeOf(status)
    const why = reason ? `理由：${closed(reason)}` : ''
    return `${what}机械 ${registrationNumber} ${done}。${why}如有异议，请联系${office.name}（电话 ${office.phone}）。`
  },
} as const

/** The text of a notice; `facts` are null where the succession is no longer stored. */
export function successionText(kind: keyof typeof TEXTS, facts: SuccessionFacts | null): string {
  return facts ? TEXTS[kind](facts) : '凭证明过户的申请已有变化，记录已按保存期限删除。'
}
