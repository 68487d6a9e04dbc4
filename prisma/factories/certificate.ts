import { randomUUID } from 'node:crypto'
import { DAY_MS } from '@/lib/core/clock'
import { randomToken } from '@/lib/server/secrets/secrets'
import type { PrismaClient } from '../client'

const FACTS = {
  categoryCode: 'BULLDOZER',
  category: '推土机',
  brand: null,
  model: null,
  serial: null,
  stageCode: '3',
  stage: '国三',
  fromOlderRegister: false,
  registeredOn: '2026-11-30',
  state: 'ACTIVE',
}

/** A valid certificate of machines, as if they were all alike; `token` leads to its public check. */
export async function makeCertificate(db: PrismaClient, accountId: string, machineIds: string[]) {
  const id = randomUUID()
  const token = randomToken()
  const issuedAt = new Date()
  const machines = machineIds.map((machineId, at) => ({
    position: at + 1,
    machineId,
    facts: { ...FACTS, registrationNumber: `3-${machineId.slice(-8)}` },
  }))
  await db.certificate.create({
    data: {
      id,
      token,
      accountId,
      number: `ZM-${id}`,
      ownerName: '证明所有者',
      ownerProved: false,
      issuedAt,
      validUntil: new Date(issuedAt.getTime() + DAY_MS),
      machines: { create: machines },
    },
  })
  return { id, token }
}
