import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { makeFiling } from '@/prisma/factories/filing'
import { newPhone, newUnitNumber } from '@/prisma/factories/identity'
import { makePhoto } from '@/prisma/factories/photo'
import { callRoute } from './call-route'
import { newestCode } from './outbox'
import { ownerSession } from './owner-session'
import { staffSession } from './staff-session'

export const HOME = '110101'
type Answer = { code?: string; detail?: string; errors?: { path: string }[] }
type Account = { id: string; name: string; numberState: string; proof: unknown }
type Routes = Record<
  'sendCode' | 'createAccount' | 'me' | 'openDispute' | 'decideDispute' | 'listNotices',
  Route
>

/** 号码申诉 in 东城区. @param routes of the features account, dispute and notice */
export function disputeDesk<Own extends { id: string }, Office, Notice>(routes: Routes) {
  /** Somebody has registered the company's number; the company itself registers after him, and says whose it is. */
  async function twoOfOneCompany() {
    const idNumber = newUnitNumber()
    const name = '北京争议机械有限公司'
    const first = await ownerSession(db(), { type: 'UNIT', name, idNumber, proved: false })
    const filing = await makeFiling(db(), 'COLLECTED', { ownerId: first.id, districtCode: '440106' })
    const phone = newPhone()
    await callRoute(routes.sendCode, { body: { phone, purpose: 'REGISTER' } })
    const body = {
      type: 'UNIT',
      name,
      idNumber,
      phone,
      code: await newestCode(phone, 'REGISTER'),
      password: 'Excavator-2026',
      contested: true,
    }
    const made = await callRoute<{ account: Account; accessToken: string }>(routes.createAccount, { body })
    const { account, accessToken: token } = made.body
    return { first, second: { ...account, token, phone }, filing, idNumber, status: made.status }
  }

  async function opened() {
    const two = await twoOfOneCompany()
    const { id: photoId } = await makePhoto(db(), two.second.id, { stored: true })
    const answer = await open(two.second.token, { photoIds: [photoId] })
    return { ...two, photoId, dispute: answer.body, status: answer.status }
  }

  const open = (token: string, overrides: object) =>
    callRoute<Own & Answer>(routes.openDispute, {
      token,
      body: { text: '营业执照在我单位，号码被他人注册', districtCode: HOME, ...overrides },
    })
  const me = async (token: string) => (await callRoute<Account>(routes.me, { token })).body
  const news = async (token: string) =>
    (await callRoute<{ data: Notice[] }>(routes.listNotices, { token })).body.data

  async function decide(id: string, body: object, area = HOME) {
    const officer = await staffSession(db(), 'SUPERVISOR', area)
    const answer = await callRoute<Office & Answer>(routes.decideDispute, {
      params: { id },
      headers: officer.headers,
      body: { answer: '营业执照原件和经办人证件一致', machines: 1, filings: 1, ...body },
    })
    return { officer, ...answer }
  }
  return { twoOfOneCompany, opened, open, me, news, decide }
}
