import { describe, expect, it } from 'vitest'
import { formatCount } from '@/lib/core/format-count'
import type { Block, FlowPaper } from '@/lib/core/paper'
import { monthlyPaper } from './rules/monthly-paper'
import { flowOf, type MonthlyReport, type Movement } from './rules/monthly-report'
import { formatHours, formatShare } from './rules/words'

const area = { code: '130200', name: '唐山市', path: [], divided: true }
const decisions = { approved: 6, returned: 3, declined: 1, before: 7, on: 2, over: 1, medianHours: 26 }
const flow = flowOf('130200', { closing: 12_345, registered: 45, movements: [] })

const report: MonthlyReport = {
  area,
  month: '2026-10',
  over: true,
  flow,
  byArea: [{ code: '130202', name: '路南区', ...flow }],
  byStage: [
    { code: '3', name: '国三', count: 12_000 },
    { code: '4', name: '国四', count: 345 },
  ],
  byCategory: [{ code: 'CRANE', name: '起重机', count: 12_345 }],
  byFuel: [{ code: '', name: '未填写', count: 12_345 }],
  byPlace: [{ code: 'PORT', name: '港口', count: 12_345 }],
  review: {
    area,
    from: '2026-10',
    to: '2026-10',
    received: { first: 10, again: 2 },
    decisions,
    reasons: [{ code: 'PHOTO_UNCLEAR', name: '图片不清晰', count: 3 }],
    byMonth: [],
    now: { waiting: 4, overdue: 1, toCollect: 9 },
    byBureau: [{ id: 'b', name: '唐山市生态环境局', ...decisions }],
    byReviewer: [{ id: 'r', name: '王审核', bureauName: '唐山市生态环境局', ...decisions }],
  },
  madeAt: '2026-11-24 12:00:00',
  madeBy: '李主管',
  bureauName: '唐山市生态环境局',
}

/** The block directly below a heading. */
function below({ blocks }: FlowPaper, text: string): Block | undefined {
  return blocks[blocks.findIndex((block) => block.kind === 'heading' && block.text === text) + 1]
}
const rowsBelow = (paper: FlowPaper, text: string) => {
  const block = below(paper, text)
  return block?.kind === 'table' ? [...block.rows, ...(block.sum ? [block.sum] : [])] : []
}

describe('the paper', () => {
  const paper = monthlyPaper(report)

  it('is named after area and month, and contains when and by whom it was generated', () => {
    expect(paper).toMatchObject({ fileName: '非道路移动机械登记月报-唐山市-2026-10' })
    expect(paper.footer).toContain('唐山市2026年10月')
    expect(JSON.stringify(paper.blocks[0])).toContain('李主管（唐山市生态环境局）')
  })

  it('contains the flow of the stock and its parts with their shares', () => {
    expect(rowsBelow(paper, '一、有效登记（本月，台）')).toEqual([
      ['12,300', '45', '0', '0', '0', '0', '0', '12,345'],
    ])
    expect(rowsBelow(paper, '月末有效登记，按排放阶段')).toEqual([
      ['国三', '12,000', '97.2%', { bar: 1 }],
      ['国四', '345', '2.8%', { bar: 345 / 12_000 }],
      ['合计', '12,345', '100.0%', ''],
    ])
  })

  it('separates the review of the month from the cases waiting now', () => {
    expect(rowsBelow(paper, '三、审核办理（本月，件）')).toEqual([['12', '2', '10', '6', '3', '1', '30.0%']])
    expect(rowsBelow(paper, '办理期限（本月作出的决定）')).toEqual([
      ['7（70.0%）', '2（20.0%）', '1（10.0%）', '26 小时'],
    ])
    expect(rowsBelow(paper, '目前待办（生成时，不限本月，件）')).toEqual([['4', '1', '9']])
  })

  it('lists reviewers for a city, not for a province', () => {
    expect(rowsBelow(paper, '审核人员（本月）')[0]?.[0]).toBe('王审核')
    const province = { ...report.review, area: { ...area, code: '130000' } }
    const headings = monthlyPaper({ ...report, review: province }).blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    )
    expect(headings).toContain('各单位审核（本月）')
    expect(headings).not.toContain('审核人员（本月）')
  })

  it('has a text for empty tables, and in every row as many cells as columns', () => {
    const none = flowOf('130200', { closing: 0, registered: 0, movements: [] })
    const empty = monthlyPaper({
      ...report,
      over: false,
      area: { ...area, divided: false },
      flow: none,
      byArea: [],
      review: { ...report.review, reasons: [], byBureau: [], byReviewer: [] },
    })
    expect(JSON.stringify(empty)).toContain('目前没有有效登记。')
    expect(JSON.stringify(empty)).toContain('2026年10月（尚未结束）')
    for (const { blocks } of [paper, empty])
      for (const block of blocks) {
        if (block.kind !== 'table') continue
        for (const row of [...block.rows, ...(block.sum ? [block.sum] : [])])
          expect(row).toHaveLength(block.columns.length)
        expect(block.rows.length > 0 || block.empty !== '').toBe(true)
      }
  })
})

describe('the flow', () => {
  const movements: Movement[] = [
    { kind: 'MOVED', from: '130202', to: '130203', count: 3 },
    { kind: 'MOVED', from: '110101', to: '130202', count: 5 },
    { kind: 'MOVED', from: '130203', to: '130102', count: 2 },
    { kind: 'CANCELLED', from: '130202', to: null, count: 4 },
    { kind: 'REVOKED', from: '130102', to: null, count: 1 },
    { kind: 'REINSTATED', from: '130203', to: null, count: 6 },
  ]
  it.each([
    ['130200', { opening: 88, movedIn: 5, movedOut: 2, cancelled: 4, revoked: 0, reinstated: 6 }],
    ['130202', { opening: 95, movedIn: 5, movedOut: 3, cancelled: 4, revoked: 0, reinstated: 0 }],
    ['130000', { opening: 87, movedIn: 5, movedOut: 0, cancelled: 4, revoked: 1, reinstated: 6 }],
    ['000000', { opening: 92, movedIn: 0, movedOut: 0, cancelled: 4, revoked: 1, reinstated: 6 }],
  ])('of %s counts a move only across its boundary', (code, wanted) => {
    expect(flowOf(code, { closing: 100, registered: 7, movements })).toMatchObject(wanted)
  })
})

it('formats figures', () => {
  expect([formatCount(0), formatCount(1_234_567)]).toEqual(['0', '1,234,567'])
  expect([formatShare(1, 3), formatShare(0, 0)]).toEqual(['33.3%', '—'])
  expect([null, 0, 1, 71, 72, 96].map(formatHours)).toEqual([
    '—',
    '不到 1 小时',
    '1 小时',
    '71 小时',
    '3 天',
    '4 天',
  ])
})
