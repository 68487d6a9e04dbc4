import { readFile, rm, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { anchorFile, writeAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { db, transact } from '@/lib/server/database/db'
import { anchorThere, emptyRecord, eventIds, tamper, write } from '@/testing/audit-record'
import { anchorAnew, sealAudit } from './commands/seal'
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
    expect(await anchorThere()).toMatchObject({ head: { seq: '12' } })
  })

  it('cannot be replaced where another server, without the kept head, went on', async () => {
    await tenSealed()
    const anchor = await anchorThere()
    await tamper(...cut(8))
    await rm(anchorFile())
    for (let number = 11; number <= 14; number++) await write(number)
    await sealAudit()
    await writeAuditAnchor(anchor)
    expect(await verifyAudit()).toMatchObject({ faults: [{ kind: 'HEAD_REPLACED', seq: '10' }] })
    await write(15)
    await sealAudit()
    expect(await anchorThere()).toEqual(anchor)
  })

  it('is not taken over from another database, and the chain goes on beside it', async () => {
    await tenSealed()
    const foreign = { ...(await anchorThere()), database: 'another' }
    await writeAuditAnchor(foreign)
    await write(11)
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({
      sealedCount: 11,
      anchored: false,
      faults: [{ kind: 'ANCHOR_FOREIGN' }],
    })
    expect(await anchorThere()).toEqual(foreign)
    expect(await anchorAnew()).toBe('ANCHOR_FOREIGN')
    expect(await verifyAudit()).toMatchObject({ sealedCount: 11, anchored: true, faults: [] })
  })

  it('may be what was being sealed when the server was killed', async () => {
    await tenSealed()
    const before = await anchorThere()
    await write(11)
    await sealAudit()
    const after = await anchorThere()
    await writeAuditAnchor({ ...before, next: after.head })
    expect(await verifyAudit()).toMatchObject({ intact: true })
    await write(12)
    await sealAudit()
    expect(await anchorThere()).toMatchObject({ head: { seq: '12' }, next: null })
  })
})

describe('a record from before there were signatures', () => {
  const old = (number: number) => db().$executeRaw`
    INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId") VALUES ('SYSTEM', 'photo.sweep', 'test', ${String(number)})`

  /** Three sealed events without MACs and the unsigned anchor of then. */
  async function oldRecord(): Promise<void> {
    for (let number = 1; number <= 3; number++) await old(number)
    await sealAudit()
    const { database, head } = await anchorThere()
    await writeFile(anchorFile(), JSON.stringify({ database, ...head, at: new Date().toISOString() }))
  }

  it('goes on with signed ones, from a place that the signed anchor names', async () => {
    await oldRecord()
    expect(await verifyAudit()).toMatchObject({ intact: true })
    await old(4)
    await write(5)
    await sealAudit()
    expect(await anchorThere()).toMatchObject({ macFrom: '5', head: { seq: '5' } })
    expect(await verifyAudit()).toMatchObject({ intact: true, sealedCount: 5 })
  })

  it('takes no more unsigned ones afterwards, and no unsigned anchor', async () => {
    await oldRecord()
    await write(4)
    await sealAudit()
    await old(5)
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ faults: [{ kind: 'EVENT_UNSIGNED', seq: '5' }] })
    const { database, head } = await anchorThere()
    await writeFile(anchorFile(), JSON.stringify({ database, ...head, at: new Date().toISOString() }))
    expect((await verifyAudit()).faults.map(({ kind }) => kind)).toEqual(['EVENT_UNSIGNED', 'ANCHOR_INVALID'])
  })

  it('of which an empty or cut file says nothing: it is unreadable, not forged', async () => {
    await tenSealed()
    const whole = await readFile(anchorFile(), 'utf8')
    for (const text of ['', whole.slice(0, 40)]) {
      await writeFile(anchorFile(), text)
      expect(await verifyAudit()).toMatchObject({ anchored: false, faults: [{ kind: 'ANCHOR_UNREADABLE' }] })
    }
  })

  it('is not proved for the time before its anchor was written anew, and each verification says so', async () => {
    await tenSealed()
    expect((await verifyAudit()).notes).toEqual([])
    await rm(anchorFile())
    const details = { failure: '库外没有留存的链头', reason: '更换服务器' }
    const event = { action: 'audit.anchor', subjectType: 'audit', subjectId: 'anchor', details } as const
    await transact((tx) => audit(tx, SYSTEM, event))
    await sealAudit()
    await anchorAnew()
    for (let number = 11; number <= 13; number++) await write(number)
    await sealAudit()
    const { intact, notes } = await verifyAudit()
    expect(intact).toBe(true)
    expect(notes).toMatchObject([{ kind: 'ANCHORED_ANEW', eventId: expect.stringMatching(/^[0-9]+$/) }])
    expect(notes[0]?.message).toMatch(/链头曾于 .+ 重新留存（当时：库外没有留存的链头）.*不能由链头证明/)
  })
})
