import { expect, it } from 'vitest'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { DeskCheck } from '@/lib/features/inspection/schema'
import { needsShowing, neverChecked, whyExcluded } from './rules'

const check = (code: DeskCheck['code'], result: DeskCheck['result'], text: string): DeskCheck => ({
  code,
  result,
  text,
  level: 'OK',
  paths: [],
  filingIds: [],
  version: 1,
})
const clear = check('FORMAT', 'CLEAR', '格式正确')
const place = check('PHOTO_PLACE', 'NOT_CHECKED', '没有区县边界数据')
const judged = (more: Partial<DeskFiling> = {}) => ({
  checks: [clear],
  suggestedStage: { code: '3', reason: '按编号', basis: '国三' },
  claim: null,
  openDecision: null,
  ...more,
})

it('a filing whose checks are all clear may be approved with others', () => {
  expect(whyExcluded(judged())).toEqual([])
})

it('a doubt and what was not checked exclude it, each with its reason', () => {
  const checks = [
    check('CATALOGUE', 'DOUBT', '功率与目录不符'),
    check('PHOTO_TIME', 'NOT_CHECKED', '照片没有拍摄时间信息，没有核对'),
    clear,
  ]
  expect(whyExcluded(judged({ checks }))).toEqual([
    '存疑：功率与目录不符',
    '没有核对：照片没有拍摄时间信息，没有核对',
  ])
})

it('what no filing can be checked for excludes none, and is told; a doubt of the same kind excludes', () => {
  expect(whyExcluded(judged({ checks: [clear, place] }))).toEqual([])
  expect(neverChecked({ checks: [clear, place] })).toEqual(['没有区县边界数据'])
  const off = check('PLATE_TEXT', 'NOT_CHECKED', '机械铭牌照片没有读取：照片识别已关闭')
  expect(whyExcluded(judged({ checks: [clear, off] }))).toEqual([])
  const unread = check('PLATE_TEXT', 'NOT_CHECKED', '机械铭牌照片还没有读取')
  expect(whyExcluded(judged({ checks: [clear, unread] }))).toEqual(['没有核对：机械铭牌照片还没有读取'])
  const apart = check('PHOTO_PLACE', 'DOUBT', '照片拍摄地点相距约 800 公里')
  expect(whyExcluded(judged({ checks: [apart, place] }))).toEqual(['存疑：照片拍摄地点相距约 800 公里'])
})

it('so do a colleague who has it, an open decision, and a stage that nobody suggests', () => {
  const claim = { staffId: 'x', staffName: '王审核', expiresAt: '', mine: false }
  expect(whyExcluded(judged({ claim, suggestedStage: null }))).toEqual([
    '王审核正在审核',
    '没有建议的排放阶段，须逐件核定',
  ])
  expect(whyExcluded(judged({ claim: { ...claim, mine: true } }))).toEqual([])
  const openDecision = {
    decisionId: 'd',
    verdict: 'APPROVE',
    staffName: '',
    mine: true,
    takesEffectAt: '',
    remainingMs: 1,
  } as const
  expect(whyExcluded(judged({ openDecision }))).toEqual(['您已作出决定，即将生效'])
})

it('is opened again when it was never shown, or when its claim is gone', () => {
  const mine = { staffName: '', mine: true }
  const row = { shownAt: '2026-11-29T07:00:00.000Z', claim: mine, openDecision: null }
  expect(needsShowing(row)).toBe(false)
  expect(needsShowing({ ...row, shownAt: null })).toBe(true)
  expect(needsShowing({ ...row, claim: null })).toBe(true)
  const openDecision = { decisionId: 'd', mine: true, staffName: '', remainingMs: 1 }
  expect(needsShowing({ ...row, claim: null, openDecision })).toBe(false)
})
