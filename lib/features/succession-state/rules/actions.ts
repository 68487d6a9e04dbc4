import { chinaDay, chinaDayEnd, DAY_MS } from '@/lib/core/clock'
import type { SuccessionEvidence, SuccessionGround, SuccessionStatus } from '../schema'

/**
 * The state machine of successions, used by commands and buttons and listed in docs/ACTIONS.md (docs/decisions/0072).
 * *Other*: not the officer who filed it.
 */
export const SUCCESSION_ACTION_NAMES = [
  'object',
  'complete',
  'uphold',
  'reject',
  'withdraw',
  'lapse',
] as const
export type SuccessionAction = (typeof SUCCESSION_ACTION_NAMES)[number]
export type SuccessionParty = 'OWNER' | 'COUNTER' | 'SUPERVISOR' | 'SYSTEM'

type Transition = {
  from: readonly SuccessionStatus[]
  to: SuccessionStatus
  by: readonly SuccessionParty[]
  /** By another than who filed it, and not before the days for objections are over. */
  other?: true
}
const OPEN = ['WAITING', 'OBJECTED'] as const

export const SUCCESSION_ACTIONS: Record<SuccessionAction, Transition> = {
  object: { from: OPEN, to: 'OBJECTED', by: ['OWNER', 'COUNTER', 'SUPERVISOR'] },
  complete: { from: ['WAITING'], to: 'DONE', by: ['SUPERVISOR'], other: true },
  // In spite of the objections, with the reason.
  uphold: { from: ['OBJECTED'], to: 'DONE', by: ['SUPERVISOR'], other: true },
  reject: { from: OPEN, to: 'REJECTED', by: ['SUPERVISOR'] },
  withdraw: { from: OPEN, to: 'WITHDRAWN', by: ['COUNTER', 'SUPERVISOR'] },
  // The machine went another way: claimed by its owner, given away by a dispute, revoked.
  lapse: { from: OPEN, to: 'LAPSED', by: ['SYSTEM'] },
}

/** While it has one of these, the machine is bound. */
export const OPEN_STATUSES: readonly SuccessionStatus[] = OPEN

export function successionAllows(
  action: SuccessionAction,
  status: SuccessionStatus,
  party: SuccessionParty,
): boolean {
  const { from, by } = SUCCESSION_ACTIONS[action]
  return from.includes(status) && by.includes(party)
}

/** The end of the last day to object: so many whole days in China after the day of filing. */
export function ripeAfter(filedAt: Date, days: number): Date {
  return new Date(chinaDayEnd(chinaDay(filedAt)).getTime() + days * DAY_MS)
}

/** The last day to object, `YYYY-MM-DD`. */
export function lastDayOf(ripeAt: Date): string {
  return chinaDay(new Date(ripeAt.getTime() - 1))
}

/** Whole days from now's day to the last one to object; negative once they are over. */
export function daysLeft(ripeAt: Date, now: Date): number {
  return Math.round((Date.parse(lastDayOf(ripeAt)) - Date.parse(chinaDay(now))) / DAY_MS)
}

const COURT: SuccessionEvidence = 'COURT_DOCUMENT'
/** Of each: one that shows why the owner cannot act, and one that shows that the machine is the successor's. */
const NEEDED: Record<SuccessionGround, { of: string; kinds: readonly SuccessionEvidence[] }[]> = {
  DEATH: [
    { of: '机主去世', kinds: ['DEATH_CERTIFICATE', COURT] },
    {
      of: '机械归新机主',
      kinds: ['INHERITANCE_NOTARISED', 'HEIRS_AGREEMENT', 'SALE_CONTRACT', COURT],
    },
  ],
  UNREACHABLE: [{ of: '机械归新机主', kinds: ['SALE_CONTRACT', 'PAYMENT', COURT] }],
  DISSOLVED: [
    { of: '单位已注销', kinds: ['DEREGISTRATION', COURT] },
    { of: '机械归新机主', kinds: ['SALE_CONTRACT', 'PAYMENT', 'LIQUIDATION', COURT] },
  ],
}

/** What none of the documents shows; empty: they will do. */
export function unshown(ground: SuccessionGround, evidence: readonly SuccessionEvidence[]) {
  return NEEDED[ground].filter(({ kinds }) => !kinds.some((kind) => evidence.includes(kind)))
}

/** A person dies, a unit is dissolved; either may be out of reach. */
export function groundsOf(type: 'PERSON' | 'UNIT'): SuccessionGround[] {
  return type === 'PERSON' ? ['DEATH', 'UNREACHABLE'] : ['DISSOLVED', 'UNREACHABLE']
}

/** Refusal of what would move a bound machine. */
export function boundText(lastDay: string): string {
  return `该机械正在办理凭证明过户（异议期至 ${lastDay}），办结前不能变更机主、注销或再次申请过户；有异议的请在该机械的页面或登记单位窗口提出`
}
