import { describe, expect, it } from 'vitest'
import type { FilingDto } from '../schema/owner'
import { dueDay, progressRows, progressSentence } from './progress'

const base: FilingDto = {
  id: '00000000-0000-4000-8000-000000000001',
  number: '770838545',
  filerId: '00000000-0000-4000-8000-000000000002',
  status: 'RETURNED',
  version: 1,
  codes: {},
  machine: { serial: 'M-1' },
  engine: { serial: 'CNFCG309920102' },
  monitoring: {},
  dpf: {},
  photos: [],
  ownerName: '张立军',
  forOther: false,
  createdAt: '2019-09-10T14:00:00.000Z',
  submittedAt: '2019-09-10T14:32:20.000Z',
  dueAt: null,
  reviewedAt: '2019-09-11T02:00:00.000Z',
  collectedAt: null,
  returnReasons: [],
  submitted: null,
  declineReason: null,
  basis: null,
  remedies: null,
  registrationNumber: null,
  emissionStage: null,
  pickup: null,
}
const shown = (filing: Partial<FilingDto>) =>
  progressRows({ ...base, ...filing }, '推土机').map(({ label, value }) => `${label}:${value}`)

describe('the rows of a card', () => {
  it('are those of the manual, in China’s time, in its order', () => {
    expect(shown({ plate: '1230' })).toEqual([
      '车辆号牌:1230',
      '机械类型:推土机',
      '登记日期:2019-09-10 22:32:20',
      '退回重填日期:2019-09-11 10:00:00',
      '查询号:770 838 545',
    ])
    const approved = { status: 'APPROVED', registrationNumber: '3-30468844' } as const
    expect(shown(approved)).toEqual([
      '发动机出厂编号:CNFCG309920102',
      '机械类型:推土机',
      '机械环保登记号码:3-30468844',
      '登记日期:2019-09-10 22:32:20',
      '审核日期:2019-09-11 10:00:00',
      '查询号:770 838 545',
    ])
  })

  it('name a machine by what there is, and nothing by an empty word', () => {
    expect(shown({ engine: {} })[0]).toBe('机械出厂编号:M-1')
    expect(
      progressRows(
        { ...base, status: 'DRAFT', engine: {}, machine: {}, submittedAt: null, reviewedAt: null },
        '',
      ),
    ).toEqual([{ label: '新建日期', value: '2019-09-10 22:00:00' }])
  })
})

describe('the sentence of a card', () => {
  const at = (filing: Partial<FilingDto>, now = '2019-09-12T00:00:00.000Z') =>
    progressSentence({ ...base, ...filing }, new Date(now))
  const office = { name: '', address: '', phone: '', hours: '' }

  it('is the manual’s', () => {
    expect(at({})).toBe('您提交的机械信息有误，请尽快修改并提交。')
    expect(at({ status: 'APPROVED', pickup: { code: '964069', office } })).toBe(
      '您委托登记的机械信息通过审核，请凭领取码964069，您或被委托人至生态环境部门领取机械环保登记号码。',
    )
  })

  it('gives the day by which a review is due, and says when it has passed', () => {
    const dueAt = '2019-09-17T16:00:00.000Z'
    expect(dueDay(dueAt)).toBe('2019年9月17日')
    expect(at({ status: 'SUBMITTED', dueAt })).toContain('预计2019年9月17日前完成')
    expect(at({ status: 'IN_REVIEW', dueAt }, '2019-09-17T16:00:00.001Z')).toContain('已超过预计的审核日期')
  })

  it('gives the reason of a refusal', () => {
    expect(at({ status: 'DECLINED', declineReason: '不属于登记范围' })).toContain('原因：不属于登记范围')
  })
})
