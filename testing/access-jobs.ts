import { db } from '@/lib/server/database/db'
import { makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { HOME } from './access-actors'

/** Jobs of one officer, which no other sees (see access-resources.ts). */
export async function exportOfAnother() {
  const { id: staffId } = await makeStaff(db(), 'SUPERVISOR', HOME)
  const search = { area: HOME, sort: '-registeredAt' }
  const { id } = await db().machineExport.create({
    data: { staffId, format: 'CSV', columns: ['plate'], search },
  })
  const state = () => db().machineExport.findUnique({ where: { id } })
  return { params: { id }, traces: [id], ofAnother: true, state }
}

export async function printJobOfAnother() {
  const { id: staffId } = await makeStaff(db(), 'COUNTER', HOME)
  const filing = await makeFiling(db(), 'APPROVED', { districtCode: HOME })
  const { id } = await db().printJob.create({
    data: { staffId, filingIds: [filing.id], documents: ['collection-card'] },
  })
  const state = () => db().printJob.findUnique({ where: { id } })
  return { params: { id }, traces: [id, filing.id], ofAnother: true, state }
}
