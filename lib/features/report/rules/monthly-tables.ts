import type { Block, TableCell, TableColumn } from '@/lib/core/paper'
import type { Decisions, StockPart } from '../schema'
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
            { head: '单位', width: 27 },
          ]
        : [{ head: word, width: 42 }]),
      ...['决定', '通过', '退回', '不予登记', '退回率', '期限前', '当日', '超期'].map((head) =>
        figure(head, head === '不予登记' ? 13 : 10),
      ),
      figure('时长中位', 14),
    ],
    rows: deciders.map((each) => {
      const { name, bureauName = '', approved, returned, declined, before, on, over, medianHours } = each
      const decided = approved + returned + declined
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
