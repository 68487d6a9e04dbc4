import { expect, it } from 'vitest'
import { db } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import { bytesSource } from '@/lib/server/sheet/source'
import { ZipReader } from '@/lib/server/sheet/zip/read-zip'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { makeStaff } from '@/prisma/factories/staff'
import { fetchRoute } from '@/testing/call-route'
import { type OwnerSession, ownerSession } from '@/testing/owner-session'
import { ownDataRoutes } from './routes'

async function copyOf({ token }: OwnerSession) {
  const answer = await fetchRoute(ownDataRoutes.copy, { token, body: { password: FACTORY_PASSWORD } })
  const zip = await ZipReader.open(bytesSource(Buffer.from(await answer.arrayBuffer())))
  return { data: JSON.parse(await zip.whole('我的信息.json')), page: await zip.whole('我的信息.html') }
}

it('the copy has the disputes of both sides, each with the own words alone', async () => {
  const [claimant, holder] = [await ownerSession(db()), await ownerSession(db())]
  const { id: decidedById } = await makeStaff(db(), 'SUPERVISOR', '110101')
  const id = newId()
  await db().identityDispute.create({
    data: {
      ...{ id, claimantId: claimant.id, holderId: holder.id, decidedById },
      ...{ status: 'REFUSED', decidedAt: new Date() },
      text: encrypt('identity_dispute.text', id, '号码一直是我的'),
      answer: encrypt('identity_dispute.answer', id, '证件与申诉不符'),
      ...{ districtCode: '110101', cityCode: '110100', provinceCode: '110000' },
    },
  })
  const common = { status: 'REFUSED', answer: '证件与申诉不符' }
  const [own, other] = [await copyOf(claimant), await copyOf(holder)]
  expect(own.data.disputes).toMatchObject([{ ...common, role: '申诉人', text: '号码一直是我的' }])
  expect(other.data.disputes).toMatchObject([{ ...common, role: '被申诉的账号', text: null }])
  expect(own.page).toContain('号码一直是我的')
  expect(other.page).toContain('证件与申诉不符')
  expect(JSON.stringify(other)).not.toContain('号码一直是我的')
})
