import { rm } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAuditAnchor, writeAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { env } from '@/lib/server/env'
import { emptyRecord, eventIds, tamper, write } from '@/testing/audit-record'
import { sealAudit } from './jobs'
import { verifyAudit } from './queries/verify'

async function tenSealed(): Promise<void> {
  for (let number = 1; number <= 10; number++) await write(number)
  await sealAudit()
}

beforeEach(emptyRecord)

describe('the end of the chain', () => {
  const cut = (from: number) => [
    `DELETE FROM audit_event WHERE id IN (SELECT "eventId" FROM audit_seal WHERE seq >= ${from})`,
    `DELETE FROM audit_seal WHERE seq >= ${from}`,
  ]

  it('cannot be cut off unnoticed', async () => {
    await tenSealed()
    await tamper(...cut(8))
    expect(await verifyAudit()).toMatchObject({ faults: [{ kind: 'TAIL_CUT', seq: '8', lastSeq: '10' }] })
  })

  it('leaves a gap for ever when more is written afterwards', async () => {
    await tenSealed()
    await tamper(...cut(8))
    await write(11)
    await write(12)
    await sealAudit()
    const last = (await eventIds()).slice(-2)
    const { faults } = await verifyAudit()
    expect(faults.map(({ kind, seq, eventId }) => `${kind} ${seq ?? '-'} ${eventId ?? '-'}`)).toEqual([
      'SEAL_MISSING 8 -',
      `SEAL_UNPROVEN 11 ${last[0]}`,
    ])
    expect(await readAuditAnchor()).toMatchObject({ seq: '12' })
  })

  it('cannot be replaced where another server, without the kept head, went on', async () => {
    await tenSealed()
    const anchor = await readAuditAnchor()
    if (!anchor) throw new Error('no head kept')
    await tamper(...cut(8))
    await rm(path.join(env().DATA_DIR, 'audit-head.json'))
    for (let number = 11; number <= 14; number++) await write(number)
    await sealAudit()
    await writeAuditAnchor(anchor)
    expect(await verifyAudit()).toMatchObject({ faults: [{ kind: 'HEAD_REPLACED', seq: '10' }] })
    await write(15)
    await sealAudit()
    expect(await readAuditAnchor()).toEqual(anchor)
  })

  it('is not compared with the head of another database', async () => {
    await tenSealed()
    await writeAuditAnchor({
      database: 'another',
      seq: '500',
      hash: 'e'.repeat(64),
      at: new Date().toISOString(),
    })
    expect(await verifyAudit()).toMatchObject({ intact: true, anchored: false })
    await write(11)
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ intact: true, anchored: true, sealedCount: 11 })
  })
})
