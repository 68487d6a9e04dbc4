import type { Block, TableCell, TableColumn } from '@/lib/core/paper'
import type { Decisions, ReviewReport, StockPart } from '../schema/reports'
import type { StockFlow } from './monthly-report'
import { counted, rateOf, tookOf } from './words'

/** The tables of a monthly report. */

const figure = (head: string, width: number): TableColumn => ({ head, width, align: 'end' })

const FLOW = [
  'opening',
  'registered',
  'reinstated',
  'movedIn',
  'cancelled',
  'revoked',
  'movedOut',
  'closing',
] as const
const flowHeads = (over: boolean) => [
  '月初',
  '新登记',
  '恢复',
  '迁入',
  '注销',
  '撤销',
  '迁出',
  over ? '月末' : '目前',
]
const flowColumns = (over: boolean) =>
  flowHeads(over).map((head, index) => figure(head, index === 0 || index === FLOW.length - 1 ? 11 : 9))
const flowCells = (flow: StockFlow) => FLOW.map((name) => counted(flow[name]))

/** How the stock went through the month. */
export function flowTable(flow: StockFlow, over: boolean): Block {
  return { kind: 'table', columns: flowColumns(over), rows: [flowCells(flow)], empty: '' }
}

/** The same for each division below; the sum is left out, since moves among them would count in it twice. */
export function areaTable(areas: readonly (StockFlow & { name: string })[], over: boolean): Block {
  return {
    kind: 'table',
    columns: [{ head: '地区', width: 26 }, ...flowColumns(over)],
    rows: areas.map((area) => [area.name, ...flowCells(area)]),
    empty: '没有下级地区。',
  }
}

/** Parts of a whole, each with its share as a figure and as a bar. */
export function partTable(word: string, parts: readonly StockPart[]): Block {
  const whole = parts.reduce((sum, { count }) => sum + count, 0)
  const largest = Math.max(...parts.map(({ count }) => count))
  return {
    kind: 'table',
    columns: [{ head: word, width: 34 }, figure('台数', 14), figure('占比', 12), { head: '比较', width: 40 }],
    rows: parts.map(({ name, count }): TableCell[] => [
      name,
      counted(count),
      rateOf(count, whole),
      { bar: count / largest },
    ]),
    sum: parts.length > 0 ? ['合计', counted(whole), rateOf(whole, whole), ''] : undefined,
    empty: '没有有效登记。',
  }
}

const line = (figures: readonly (readonly [head: string, text: string])[]): Block => ({
  kind: 'table',
  columns: figures.map(([head]) => figure(head, 1)),
  rows: [figures.map(([, text]) => text)],
  empty: '',
})
const decidedOf = ({ approved, returned, declined }: Decisions) => approved + returned + declined

/** What came, and how it was decided. */
export function receivedTable({ first, again }: ReviewReport['received'], decisions: Decisions): Block {
  const { approved, returned, declined } = decisions
  const decided = decidedOf(decisions)
  return line([
    ['收到申请', counted(first + again)],
    ['其中再次提交', counted(again)],
    ['作出决定', counted(decided)],
    ['通过', counted(approved)],
    ['退回', counted(returned)],
    ['不予登记', counted(declined)],
    ['退回率', rateOf(returned, decided)],
  ])
}

/** How the decisions stood to their deadline. */
export function timeTable(decisions: Decisions): Block {
  const { before, on, over, medianHours } = decisions
  const decided = decidedOf(decisions)
  const part = (count: number) =>
    decided === 0 ? counted(count) : `${counted(count)}（${rateOf(count, decided)}）`
  return line([
    ['期限前办结', part(before)],
    ['期限当日办结', part(on)],
    ['超期办结', part(over)],
    ['办理时长中位数', tookOf(medianHours)],
  ])
}

/** What waits at the moment. */
export function waitingTable({ waiting, overdue, toCollect }: ReviewReport['now']): Block {
  return line([
    ['待审核', counted(waiting)],
    ['其中已超期', counted(overdue)],
    ['号码待领取', counted(toCollect)],
  ])
}

/** Why filings went back. */
export function reasonTable(reasons: readonly StockPart[]): Block {
  const whole = reasons.reduce((sum, { count }) => sum + count, 0)
  const largest = Math.max(...reasons.map(({ count }) => count))
  return {
    kind: 'table',
    columns: [
      { head: '退回原因', width: 46 },
      figure('次数', 12),
      figure('占比', 12),
      { head: '比较', width: 30 },
    ],
    rows: reasons.map(({ name, count }): TableCell[] => [
      name,
      counted(count),
      rateOf(count, whole),
      { bar: count / largest },
    ]),
    empty: '本月没有退回。',
  }
}

/** Wider than the others: four characters, and 100.0%. */
const DECIDER_WIDTHS: Record<string, number> = { 不予登记: 13, 退回率: 13 }

type Decider = Decisions & { name: string; bureauName?: string }

/** Bureaus, or reviewers with their bureau. */
export function deciderTable(word: '单位' | '审核人员', deciders: readonly Decider[]): Block {
  const people = word === '审核人员'
  return {
    kind: 'table',
    columns: [
      ...(people
        ? [
            { head: word, width: 15 },
            { head: '单位', width: 24 },
          ]
        : [{ head: word, width: 39 }]),
      ...['决定', '通过', '退回', '不予登记', '退回率', '期限前', '当日', '超期'].map((head) =>
        figure(head, DECIDER_WIDTHS[head] ?? 10),
      ),
      figure('时长中位', 14),
    ],
    rows: deciders.map((each) => {
      const { name, bureauName = '', approved, returned, declined, before, on, over, medianHours } = each
      const decided = decidedOf(each)
      const figures = [decided, approved, returned, declined].map(counted)
      const times = [before, on, over].map(counted)
      return [
        ...(people ? [name, bureauName] : [name]),
        ...figures,
        rateOf(returned, decided),
        ...times,
        tookOf(medianHours),
      ]
    }),
    empty: '本月没有作出决定。',
  }
}
