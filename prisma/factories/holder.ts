import { idTailText } from '@/lib/core/id-number'
import { documentKey } from '@/lib/core/identity-document'
import { newId } from '@/lib/server/database/new-id'
import { blindIndex, encrypt, randomToken } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'
import { nextNumber } from './sequence'

type HolderSeed = {
  name: string
  idNumber: string
  type?: 'PERSON' | 'UNIT'
  /** Who registered with its document. */
  registrantId?: string
  /** One machine in each. */
  districts: readonly string[]
}

/** An owner of an older register with its machines, as a load leaves them. */
export async function makeHolder(
  db: PrismaClient,
  { name, idNumber, type = 'PERSON', registrantId, districts }: HolderSeed,
): Promise<{ id: string; machineIds: string[] }> {
  const id = newId()
  await db.account.create({
    data: {
      id,
      registeredAt: null,
      namedAt: new Date('2019-04-18T00:00:00Z'),
      registrantId,
      type,
      name,
      idNumber: encrypt('account.idNumber', id, idNumber),
      documentKind: type === 'UNIT' ? 'UNIT_CODE' : 'RESIDENT_ID',
      idNumberIndex: blindIndex('id', documentKey(type === 'UNIT' ? 'UNIT_CODE' : 'RESIDENT_ID', idNumber)),
      idTailIndex: blindIndex('id-tail', idTailText(idNumber, name)),
    },
  })
  const load = await db.historyLoad.create({ data: { fileName: '旧系统.csv', sha256: '0'.repeat(64) } })
  const machineIds: string[] = []
  for (const districtCode of districts) {
    const machineId = newId()
    const body = `Y${String(nextNumber()).slice(-7).padStart(7, '0')}`
    const registeredAt = new Date('2019-04-18T00:00:00Z')
    await db.machine.create({
      data: {
        id: machineId,
        ownerId: id,
        loadId: load.id,
        numberBody: body,
        emissionStage: '2',
        checkToken: randomToken(24),
        registeredAt,
        content: {
          kind: 'MACHINE',
          districtCode,
          machine: { categoryCode: 'EXCAVATOR' },
          engine: { fuelCode: 'DIESEL' },
        },
        numbers: { create: { number: `2-${body}`, validFrom: registeredAt } },
      },
    })
    machineIds.push(machineId)
  }
  return { id, machineIds }
}
