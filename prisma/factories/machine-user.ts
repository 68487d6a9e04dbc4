import { randomUUID } from 'node:crypto'
import { encrypt } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'

/** Who uses a machine from 2026-01-01 on, as its owner declares. @returns its id */
export async function makeMachineUser(
  db: PrismaClient,
  machineId: string,
  accountId: string,
): Promise<string> {
  const id = randomUUID()
  const sealed = {
    name: encrypt('machine_user.name', id, '李承租'),
    phone: encrypt('machine_user.phone', id, '13911112222'),
  }
  const data = { id, machineId, accountId, kind: 'LESSEE', type: 'PERSON', ...sealed } as const
  await db.machineUser.create({ data: { ...data, fromDay: new Date('2026-01-01') } })
  return id
}
