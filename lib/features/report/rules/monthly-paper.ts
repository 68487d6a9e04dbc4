import type { Block, FlowPaper, Pair } from '@/lib/core/paper'
import { MAX_DECIDERS } from '../schema/reports'
import { listsReviewers } from './lists-reviewers'
import type { MonthlyReport } from './monthly-report'
import {
  areaTable,
  deciderTable,
  flowTable,
  partTable,
  reasonTable,
  receivedTable,
  timeTable,
  waitingTable,
} from './monthly-tables'
import { monthName } from './words'

/** The monthly report as a paper, source of both the PDF and the page for printing. */
export function monthlyPaper(report: MonthlyReport): FlowPaper {
  const { area, month, madeAt, bureauName } = report
  const name = `${area.name}${monthName(month)}登记月报`
  return {
    kind: 'flow',
    title: name,
    fileName: `非道路移动机械登记月报-${area.name}-${month}`,
    heading: `${area.name}非道路移动机械登记月报`,
    footer: `${name} · ${bureauName} · ${madeAt} 生成`,
    blocks: [
      { kind: 'pairs', pairs: headPairs(report) },
      ...stockBlocks(report),
      ...areaBlocks(report),
      ...reviewBlocks(report),
      { kind: 'heading', text: '四、说明' },
      { kind: 'steps', items: notesOf(report) },
    ],
  }
}

function headPairs({ area, month, over, madeAt, madeBy, bureauName }: MonthlyReport): Pair[] {
  return [
    { label: '统计地区', value: `${area.name}（${area.code}）` },
    { label: '统计月份', value: over ? monthName(month) : `${monthName(month)}（尚未结束）` },
    { label: '生成时间', value: madeAt },
    { label: '生成人', value: `${madeBy}（${bureauName}）` },
  ]
}

const closingLabel = (over: boolean) => (over ? '月末' : '目前')

function stockBlocks(report: MonthlyReport): Block[] {
  const { over, flow, byStage, byCategory, byFuel, byPlace } = report
  const parts = [
    ['排放阶段', byStage],
    ['机械类别', byCategory],
    ['燃料种类', byFuel],
    ['使用地点', byPlace],
  ] as const
  const blocks: Block[] = [{ kind: 'heading', text: '一、有效登记（本月，台）' }, flowTable(flow, over)]
  if (flow.closing === 0)
    return [...blocks, { kind: 'paragraph', text: `${closingLabel(over)}没有有效登记。` }]
  return [
    ...blocks,
    ...parts.flatMap(([label, items]): Block[] => [
      { kind: 'heading', text: `${closingLabel(over)}有效登记，按${label}` },
      partTable(label, items),
    ]),
  ]
}

function areaBlocks({ area, over, byArea }: MonthlyReport): Block[] {
  return [
    { kind: 'heading', text: '二、各地区有效登记（本月，台）' },
    area.divided ? areaTable(byArea, over) : { kind: 'paragraph', text: `${area.name}以下不再分地区统计。` },
  ]
}

function reviewBlocks({ review }: MonthlyReport): Block[] {
  const { received, decisions, now, reasons, byBureau, byReviewer, area } = review
  const reviewers: Block[] = [
    { kind: 'heading', text: '审核人员（本月）' },
    deciderTable('审核人员', byReviewer),
  ]
  return [
    { kind: 'heading', text: '三、审核办理（本月，件）' },
    receivedTable(received, decisions),
    { kind: 'heading', text: '办理期限（本月作出的决定）' },
    timeTable(decisions),
    { kind: 'heading', text: '目前待办（生成时，不限本月，件）' },
    waitingTable(now),
    { kind: 'heading', text: '退回原因（本月）' },
    reasonTable(reasons),
    { kind: 'heading', text: '各单位审核（本月）' },
    deciderTable('单位', byBureau),
    ...(listsReviewers(area.code) ? reviewers : []),
  ]
}

function notesOf({ over, madeAt }: MonthlyReport): string[] {
  return [
    over
      ? '月末有效登记：本月最后一日 24:00 时有效的登记，按机械当时所在地区、排放阶段等统计，此后的注销、迁移和更正不计入。'
      : `本月尚未结束：“目前有效登记”为 ${madeAt} 时的有效登记，月末后请重新生成。`,
    '月初＋新登记＋恢复＋迁入－注销－撤销－迁出＝月末。新登记按登记日期和登记时所在地区统计，含从旧系统导入的登记。',
    '迁入、迁出指机械使用地点变更到其他地区：下级地区之间的迁移计入下级地区，不计入本地区。',
    '收到申请按提交时的登记区县统计，作出决定按决定时的登记区县统计，转办后两者可能不在同一地区。',
    '办理时长从提交到作出决定，三日以内精确到小时，三日以上精确到日；一次退回可有多条原因。',
    `各单位、审核人员按决定数量排列，最多列 ${MAX_DECIDERS} 个。`,
    '“目前”的待审核、超期和待领取为生成报表时的数字，重新生成时会变化；其余为本月的数字。',
  ]
}
