import { beforeAll, describe, expect, it } from 'vitest'
import { dossierRoutes } from '@/lib/features/dossier/routes'
import { filingRoutes } from '@/lib/features/filing/routes'
import { noticeRoutes } from '@/lib/features/notice/routes'
import { settingRoutes } from '@/lib/features/setting/routes'
import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { callRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import type { DeskFiling } from '../schema/console'
import type { FilingDto } from '../schema/owner'

const { returnFiling: RETURN, declineFiling: DECLINE, getFiling: OWN, getDeskFiling: DESK } = filingRoutes
const NONE = { basis: '', remedies: '' }
const BASIS = '《市非道路移动机械管理办法》第十条'
const REMEDIES = '可在收到本决定之日起 60 日内申请行政复议'

let reviewer: StaffSession
let owner: OwnerSession

beforeAll(async () => {
  reviewer = await staffSession(db(), 'REVIEWER', '110101')
  owner = await ownerSession(db())
})

const noticeTexts = async () => {
  const { body } = await callRoute<{ data: { text: string }[] }>(noticeRoutes.listNotices, {
    token: owner.token,
  })
  return body.data.map(({ text }) => text)
}
const ownFiling = async (id: string) =>
  (await callRoute<FilingDto>(OWN, { params: { id }, token: owner.token })).body

async function returned(districtCode: string, reasons: object[], who = reviewer): Promise<string> {
  const made = await makeFiling(db(), 'IN_REVIEW', { filerId: owner.id, districtCode, reviewerId: who.id })
  const body = { version: made.version, reasons }
  const answer = await callRoute(RETURN, { params: { id: made.id }, body, headers: who.headers })
  expect(answer.status).toBe(200)
  return made.id
}

describe('the officer’s own text', () => {
  it('follows the reason for the owner, in the notice and on the desk', async () => {
    const fields = ['photos.BODY_FRONT']
    const id = await returned('110101', [
      { code: 'PHOTO_UNCLEAR', fields, text: '正面反光，看不清车身' },
      { code: 'FUEL_WRONG', fields: [] },
      { code: 'OTHER', fields: ['plate'], text: '请写完整号牌' },
    ])
    const texts = ['图片不清晰：正面反光，看不清车身', '燃料种类错误', '其他：请写完整号牌']
    expect((await ownFiling(id)).returnReasons.map(({ text }) => text)).toEqual(texts)
    expect((await noticeTexts())[0]).toContain(`返回重填的原因：${texts.join('；')}。`)
    const desk = await callRoute<DeskFiling>(DESK, { params: { id }, headers: reviewer.headers })
    expect(desk.body.returnReasons.map(({ text }) => text)).toEqual(texts)
    expect(desk.body.history.at(-1)?.text).toBe(`退回重填：${texts.join('；')}`)
  })

  it('is not doubled where it begins with the reason', async () => {
    const id = await returned('110101', [
      { code: 'PHOTO_UNCLEAR', fields: [], text: '图片不清晰，请白天重拍' },
    ])
    expect((await ownFiling(id)).returnReasons.map(({ text }) => text)).toEqual(['图片不清晰，请白天重拍'])
  })
})

describe('legal basis and remedies', () => {
  async function set(divisionCode: string, value: object): Promise<number> {
    const admin = await staffSession(db(), 'ADMINISTRATOR', divisionCode)
    const call = { params: { key: 'adverse-acts' }, body: { value }, headers: admin.headers }
    return (await callRoute(settingRoutes.setRule, call)).status
  }
  const texts = (part: object) => ({
    RETURN: NONE,
    DECLINE: NONE,
    REVOKE: NONE,
    CORRECT_STAGE: NONE,
    ...part,
  })

  it('are not invented: without the setting nothing is said', async () => {
    const id = await returned(
      '130202',
      [{ code: 'OTHER', fields: [], text: '请补正' }],
      await staffSession(db(), 'REVIEWER', '130202'),
    )
    expect(await ownFiling(id)).toMatchObject({ basis: null, remedies: null })
    expect((await noticeTexts())[0]).not.toMatch(/法律依据|救济途径/)
  })

  it('are those of the filing’s own area at the time of the decision, and stay so', async () => {
    expect(
      await set(
        '110000',
        texts({ RETURN: { basis: '全市', remedies: '' }, DECLINE: { basis: BASIS, remedies: REMEDIES } }),
      ),
    ).toBe(200)
    expect(await set('110101', texts({ RETURN: { basis: '', remedies: REMEDIES } }))).toBe(200)
    const here = await returned('110101', [{ code: 'OTHER', fields: [], text: '请补正' }])
    const haidian = await staffSession(db(), 'REVIEWER', '110108')
    const there = await returned('110108', [{ code: 'OTHER', fields: [], text: '请补正' }], haidian)
    expect(await ownFiling(here)).toMatchObject({ basis: null, remedies: REMEDIES })
    expect(await ownFiling(there)).toMatchObject({ basis: '全市', remedies: null })

    const desk = await callRoute<DeskFiling>(DESK, { params: { id: there }, headers: haidian.headers })
    expect(desk.body.stated).toEqual({
      RETURN: { basis: '全市', remedies: null },
      DECLINE: { basis: BASIS, remedies: REMEDIES },
    })
    await set('110000', texts({}))
    expect(await ownFiling(there)).toMatchObject({ basis: '全市', remedies: null })
  })

  it('are told with a refusal, and no longer once the owner is not under that decision', async () => {
    await set('110108', texts({ DECLINE: { basis: BASIS, remedies: REMEDIES } }))
    const haidian = await staffSession(db(), 'REVIEWER', '110108')
    const made = await makeFiling(db(), 'IN_REVIEW', {
      filerId: owner.id,
      districtCode: '110108',
      reviewerId: haidian.id,
    })
    const body = { version: made.version, reason: '不属于登记范围' }
    await callRoute(DECLINE, { params: { id: made.id }, body, headers: haidian.headers })
    expect(await ownFiling(made.id)).toMatchObject({
      declineReason: '不属于登记范围',
      basis: BASIS,
      remedies: REMEDIES,
    })
    expect((await noticeTexts())[0]).toContain(
      `原因：不属于登记范围。法律依据：${BASIS}。救济途径：${REMEDIES}。`,
    )
  })

  it('are told with a revocation', async () => {
    await set('110108', texts({ REVOKE: { basis: BASIS, remedies: REMEDIES } }))
    const made = await makeFiling(db(), 'COLLECTED', { filerId: owner.id, districtCode: '110108' })
    const supervisor = await staffSession(db(), 'SUPERVISOR', '110108')
    const revoke = (reason: string) =>
      callRoute(dossierRoutes.revokeMachine, {
        params: { id: made.machineId ?? '' },
        body: { version: 1, reason },
        headers: supervisor.headers,
      })
    expect((await revoke('现场检查不符')).status).toBe(200)
    expect((await noticeTexts())[0]).toContain(
      `原因：现场检查不符。法律依据：${BASIS}。救济途径：${REMEDIES}。`,
    )
  })

  it('are limited in length', async () => {
    expect(await set('110108', texts({ RETURN: { basis: '长'.repeat(501), remedies: '' } }))).toBe(422)
  })
})
