import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { makeCorrection } from '@/prisma/factories/correction'
import { HOME } from './access-actors'
import type { Resource } from './access-filings'

/** Of two accounts of one number, in 东城区. */
export async function openDispute(): Promise<Resource> {
  const { id: holderId } = await makeAccount(db(), { proved: false })
  const { id: claimantId } = await makeAccount(db(), { proved: false })
  const { id } = await db().identityDispute.create({
    data: { claimantId, holderId, text: 'x', districtCode: HOME, cityCode: '110100', provinceCode: '110000' },
  })
  const text = encrypt('identity_dispute.text', id, '号码是我单位的')
  await db().identityDispute.update({ where: { id }, data: { text } })
  const state = () => db().identityDispute.findUnique({ where: { id } })
  const body = { upheld: false, answer: '证件与来人不符', machines: 0, filings: 0 }
  return { params: { id }, body, traces: [id], state }
}

/** A dispute that could be upheld, in 东城区: the claimant's account calls the other's number its own. */
export async function contestedNumber(): Promise<{ id: string; idTail: string }> {
  const holder = await makeAccount(db(), { proved: false })
  const claimant = await makeAccount(db(), { proved: false })
  const { idNumberIndex } = await db().account.findUniqueOrThrow({ where: { id: holder.id } })
  await db().account.update({ where: { id: claimant.id }, data: { contestedIndex: idNumberIndex } })
  const area = { districtCode: HOME, cityCode: '110100', provinceCode: '110000' }
  const { id } = await db().identityDispute.create({
    data: { claimantId: claimant.id, holderId: holder.id, text: 'x', ...area },
  })
  const text = encrypt('identity_dispute.text', id, '号码是我单位的')
  await db().identityDispute.update({ where: { id }, data: { text } })
  return { id, idTail: claimant.idNumber.slice(-4) }
}

/** Of no area: whoever has its document at the desk proves it. */
export async function unprovedAccount(): Promise<Resource> {
  const { id, idNumber } = await makeAccount(db(), { proved: false })
  const state = () => db().account.findUnique({ where: { id } })
  return { params: { id }, body: { idTail: idNumber.slice(-4) }, traces: [], everywhere: true, state }
}

export async function waitingCorrection(): Promise<Resource> {
  const { id } = await makeCorrection(db(), HOME)
  const state = () => db().correctionRequest.findUnique({ where: { id } })
  return { params: { id }, body: { accepted: true, answer: '已按证件更正' }, traces: [id], state }
}
