import { cityOf, provinceOf } from '@/lib/core/area'
import { newId } from '@/lib/server/database/new-id'
import { encrypt } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'
import { makeAccount } from './account'

/** A request of a new owner to correct the name, waiting in a district. */
export async function makeCorrection(db: PrismaClient, districtCode: string): Promise<{ id: string }> {
  const { id: accountId } = await makeAccount(db)
  const id = newId()
  const text = encrypt('correction_request.text', id, '名字写错了')
  const area = { districtCode, cityCode: cityOf(districtCode), provinceCode: provinceOf(districtCode) }
  await db.correctionRequest.create({ data: { id, accountId, subject: 'NAME', text, ...area } })
  return { id }
}
