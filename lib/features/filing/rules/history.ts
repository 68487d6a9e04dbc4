import { verdict } from '../schema/decision'
import { VERDICT_LABELS } from './verdict'

/** The history of a filing as officers see it, from its audit events and decisions. */

type Event = {
  at: Date
  action: string
  actorKind: 'STAFF' | 'ACCOUNT' | 'SYSTEM' | 'PUBLIC'
  actorId: string | null
  staffName: string | null
  details: Record<string, unknown>
}
type Decision = {
  kind: 'APPROVED' | 'RETURNED' | 'DECLINED'
  staffName: string
  comment: string | null
  decidedAt: Date
  reasons: { text: string }[]
}
type Party = { id: string; name: string }
type Facts = {
  events: readonly Event[]
  decisions: readonly Decision[]
  owner: Party
  filer: Party
  registrationNumber: string | null
}
type HistoryItem = { at: string; who: string; action: string; text: string }

/** Events without a sentence here (such as edits of a draft) are left out. Decisions have their own rows. */
const SENTENCES: Record<string, (details: Record<string, unknown>, nth: number) => string> = {
  'filing.create': () => '新建登记',
  'filing.assist': () => '在窗口核对机主证件，代为新建登记',
  'filing.attach-statement': () => '上传机主签字的确认书',
  'filing.print-receipt': () => '打印代办凭条',
  'filing.consent': () => '经所有者验证码确认，代其办理',
  'filing.take-back-consent': () => '收回对被委托人的同意',
  'filing.submit': (_, nth) => (nth > 1 ? `第 ${nth} 次提交审核` : '提交审核'),
  'filing.withdraw': () => '撤回登记',
  'filing.claim': () => '领取审核',
  'filing.take-back': (details) => `撤销“${verdictOf(details)}”的决定`,
  'filing.decision-fail': (details) => `“${verdictOf(details)}”的决定没有生效`,
  'filing.pass': ({ fromName, toName }) => `把${nameOf(fromName)}手上的这件移交给${nameOf(toName)}`,
  'filing.release': () => '放回待审核队列',
  'filing.lapse': ({ disabled }) =>
    `${disabled === true ? '审核人员已停用' : '超过时限没有操作'}，自动放回待审核队列`,
  'filing.transfer': ({ reason }) => `转办至其他区县${typeof reason === 'string' ? `：${reason}` : ''}`,
  'filing.dismiss-duplicate': ({ reason }) =>
    `认定与相似的登记不是重复${typeof reason === 'string' ? `：${reason}` : ''}`,
  'filing.undo-dismissal': () => '撤销“不是重复登记”的认定',
  'filing.rule-pair': ({ pairVerdict, reason }) =>
    `判定与相似的登记${PAIR_WORDS[String(pairVerdict)] ?? ''}${typeof reason === 'string' ? `：${reason}` : ''}`,
  'filing.draw': () => '抽中复核',
  'filing.second-look': ({ lookResult }) => `抽查复核：${lookResult === 'FINDING' ? '发现问题' : '同意'}`,
  'filing.show-in-batch': () => '与该机主的其他登记一起查看',
  'filing.note': () => '写了内部备注',
  'filing.inspect': () => '重新核对',
  'filing.reveal': ({ party }) =>
    party === 'CONTACT'
      ? '查看联系人的电话'
      : `查看${party === 'AGENT' ? '被委托人' : '机主'}的完整证件号和手机号`,
  'pickup.handOver': ({ collector }) => `发放号码和证件${collector === 'OTHER' ? '给代领人' : ''}`,
}

const PAIR_WORDS: Record<string, string> = {
  SAME_THIS: '为同一台机械，以本件为准',
  SAME_OTHER: '为同一台机械，以另一件为准',
  UNCLEAR: '是否同一台还不清楚',
}

const DECISIONS = { APPROVED: 'approve', RETURNED: 'return', DECLINED: 'decline' } as const

const nameOf = (name: unknown) => (typeof name === 'string' ? name : '审核人员')

function verdictOf({ verdict: stored }: Record<string, unknown>): string {
  const known = verdict.safeParse(stored)
  return known.success ? VERDICT_LABELS[known.data] : ''
}

/** Oldest first. */
export function historyOf({ events, decisions, owner, filer, registrationNumber }: Facts): HistoryItem[] {
  const counts = new Map<string, number>()
  const items = events.flatMap((event): HistoryItem[] => {
    const sentence = SENTENCES[event.action]
    if (!sentence) return []
    const nth = (counts.get(event.action) ?? 0) + 1
    counts.set(event.action, nth)
    const action = event.action.split('.')[1] ?? event.action
    return [
      {
        at: event.at.toISOString(),
        who: actorName(event, owner, filer),
        action,
        text: sentence(event.details, nth),
      },
    ]
  })
  const decided = decisions.map((decision) => ({
    at: decision.decidedAt.toISOString(),
    who: decision.staffName,
    action: DECISIONS[decision.kind],
    text: decisionText(decision, registrationNumber),
  }))
  return [...items, ...decided].sort((a, b) => a.at.localeCompare(b.at))
}

function actorName({ actorKind, actorId, staffName }: Event, owner: Party, filer: Party): string {
  if (actorKind === 'STAFF') return staffName ?? '工作人员'
  if (actorKind !== 'ACCOUNT') return '系统'
  if (actorId === filer.id && filer.id !== owner.id) return `被委托人 ${filer.name}`
  return `机主 ${owner.name}`
}

function decisionText({ kind, comment, reasons }: Decision, registrationNumber: string | null): string {
  if (kind === 'APPROVED') {
    return [`审核通过，登记号码 ${registrationNumber ?? ''}`, ...(comment ? [`备注：${comment}`] : [])].join(
      '；',
    )
  }
  if (kind === 'DECLINED') return `不予登记：${comment ?? ''}`
  return `退回重填：${reasons.map(({ text }) => text).join('；')}`
}
