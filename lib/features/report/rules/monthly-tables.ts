import { formatCount } from '@/lib/core/format-count'
import type { Block, TableCell, TableColumn } from '@/lib/core/paper'
import type { Decisions, ReviewReport, StockPart } from '../schema/reports'
import type { StockFlow } from './monthly-report'
import { formatHours, formatShare } from './words'

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
const flowCells = (flow: StockFlow) => FLOW.map((name) => formatCount(flow[name]))

/** The flow of the stock. */
export function flowTable(flow: StockFlow, over: boolean): Block {
  return { kind: 'table', columns: flowColumns(over), rows: [flowCells(flow)], empty: '' }
}

/** The flow of each division below, without a sum, in which moves between them would count twice. */
export function areaTable(areas: readonly (StockFlow & { name: string })[], over: boolean): Block {
  return {
    kind: 'table',
    columns: [{ head: '地区', width: 26 }, ...flowColumns(over)],
    rows: areas.map((area) => [area.name, ...flowCells(area)]),
    empty: '没有下级地区。',
  }
}

/** Parts of a total, each with its share as a figure and as a bar. */
export function partTable(label: string, parts: readonly StockPart[]): Block {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  const largest = Math.max(...parts.map(({ count }) => count))
  return {
    kind: 'table',
    columns: [
      { head: label, width: 34 },
      figure('台数', 14),
      figure('占比', 12),
      { head: '比较', width: 40 },
    ],
    rows: parts.map(({ name, count }): TableCell[] => [
      name,
      formatCount(count),
      formatShare(count, total),
      { bar: count / largest },
    ]),
    sum: parts.length > 0 ? ['合计', formatCount(total), formatShare(total, total), ''] : undefined,
    empty: '没有有效登记。',
  }
}

const line = (figures: readonly (readonly [head: string, text: string])[]): Block => ({
  kind: 'table',
  columns: figures.map(([head]) => figure(head, 1)),
  rows: [figures.map(([, text]) => text)],
  empty: '',
})
const decisionCount = ({ approved, returned, declined }: Decisions) => approved + returned + declined

/** Received filings and decisions. */
export function receivedTable({ first, again }: ReviewReport['received'], decisions: Decisions): Block {
  const { approved, returned, declined } = decisions
  const decided = decisionCount(decisions)
  return line([
    ['收到申请', formatCount(first + again)],
    ['其中再次提交', formatCount(again)],
    ['作出决定', formatCount(decided)],
    ['通过', formatCount(approved)],
    ['退回', formatCount(returned)],
    ['不予登记', formatCount(declined)],
    ['退回率', formatShare(returned, decided)],
  ])
}

/** Decisions by timeliness. */
export function timeTable(decisions: Decisions): Block {
  const { before, on, over, medianHours } = decisions
  const decided = decisionCount(decisions)
  const part = (count: number) =>
    decided === 0 ? formatCount(count) : `${formatCount(count)}（${formatShare(count, decided)}）`
  return line([
    ['期限前办结', part(before)],
    ['期限当日办结', part(on)],
    ['超期办结', part(over)],
    ['办理时长中位数', formatHours(medianHours)],
  ])
}

/** Cases waiting now. */
export function waitingTable({ waiting, overdue, toCollect }: ReviewReport['now']): Block {
  return line([
    ['待审核', formatCount(waiting)],
    ['其中已超期', formatCount(overdue)],
    ['号码待领取', formatCount(toCollect)],
  ])
}

/** Reasons of returns. */
export function reasonTable(reasons: readonly StockPart[]): Block {
  const total = reasons.reduce((sum, { count }) => sum + count, 0)
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
      formatCount(count),
      formatShare(count, total),
      { bar: count / largest },
    ]),
    empty: '本月没有退回。',
  }
}

/** Columns that need more than the default width, for four characters or 100.0%. */
const DECIDER_WIDTHS: Record<string, number> = { 不予登记: 13, 退回率: 13 }

type Decider = Decisions & { name: string; bureauName?: string }

/** Bureaus, or reviewers with their bureau. */
export function deciderTable(label: '单位' | '审核人员', deciders: readonly Decider[]): Block {
  const people = label === '审核人员'
  return {
    kind: 'table',
    columns: [
      ...(people
        ? [
            { head: label, width: 15 },
            { head: '单位', width: 24 },
          ]
        : [{ head: label, width: 39 }]),
      ...['决定', '通过', '退回', '不予登记', '退回率', '期限前', '当日', '超期'].map((head) =>
        figure(head, DECIDER_WIDTHS[head] ?? 10),
      ),
      figure('时长中位', 14),
    ],
    rows: deciders.map((each) => {
      const { name, bureauName = '', approved, returned, declined, before, on, over, medianHours } = each
      const decided = decisionCount(each)
      const figures = [decided, approved, returned, declined].map(formatCount)
      const times = [before, on, over].map(formatCount)
      return [
        ...(people ? [name, bureauName] : [name]),
        ...figures,
        formatShare(returned, decided),
        ...times,
        formatHours(medianHours),
      ]
    }),
    empty: '本月没有作出决定。',
  }
}
