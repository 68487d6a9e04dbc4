import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '@/lib/core/actor'
import { auditAlone } from '@/lib/server/audit/audit'
import { anchorFile } from '@/lib/server/audit/audit-anchor'
import { db } from '@/lib/server/database/db'
import { emptyRecord, eventIds, tamper, write } from '@/testing/audit-record'
import { sealAudit } from './commands/seal'
import { verifyAudit } from './queries/verify'

/**
 * What whoever owns the database can do to the audit trail with SQL alone: no key, no access to the server's files; and, last,
 * what somebody with the server's files but without the key can do. The program goes on working in between, as it would.
 */
async function faults(): Promise<string[]> {
  const { intact, faults } = await verifyAudit()
  expect(intact).toBe(faults.length === 0)
  return faults.map(({ kind, seq, lastSeq, eventId }) => {
    const place = lastSeq && lastSeq !== seq ? `${seq}–${lastSeq}` : (seq ?? '-')
    return `${kind} ${place} ${eventId ?? '-'}`
  })
}

/** The clock of the program, some seconds from now. */
function at(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1_000 })
}

async function writeAt(seconds: number, number: number): Promise<bigint> {
  at(seconds)
  await write(number)
  vi.useRealTimers()
  return (await eventIds()).at(-1) ?? 0n
}

let ids: bigint[]

beforeEach(async () => {
  await emptyRecord()
  for (let number = 1; number <= 10; number++) await write(number)
  await sealAudit()
  ids = await eventIds()
  expect(await faults()).toEqual([])
})
afterEach(() => {
  vi.useRealTimers()
})

/** Seals all events that are there once more, by the program's own sealer. */
const RESEAL = [
  'DELETE FROM audit_seal',
  'INSERT INTO audit_unsealed SELECT id FROM audit_event ON CONFLICT DO NOTHING',
]
const VALUES = `at, "actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId",
  address, writer, position, skipped, mac`

describe('of what the database owner does, verification names', () => {
  it('1: an event edited', async () => {
    await tamper(`UPDATE audit_event SET "subjectId" = '7' WHERE id = ${ids[3]}`)
    expect(await faults()).toEqual([`EVENT_CHANGED 4 ${ids[3]}`])
  })

  it('2: an event deleted', async () => {
    await tamper(`DELETE FROM audit_event WHERE id = ${ids[3]}`)
    expect(await faults()).toEqual([`EVENT_MISSING 4 ${ids[3]}`])
  })

  it('3: an event deleted with its seal, the seals after it moved up', async () => {
    await tamper(
      `DELETE FROM audit_event WHERE id = ${ids[3]}`,
      'DELETE FROM audit_seal WHERE seq = 4',
      'UPDATE audit_seal SET seq = -seq WHERE seq > 4',
      'UPDATE audit_seal SET seq = -seq - 1 WHERE seq < 0',
    )
    expect(await faults()).toEqual([`EVENT_CHANGED 4 ${ids[4]}`, 'TAIL_CUT 10 -'])
  })

  it('4: an event deleted and the rest sealed again by the program itself, which takes the database for another', async () => {
    await tamper(
      `DELETE FROM audit_event WHERE id = ${ids[3]}`,
      ...RESEAL,
      'UPDATE _prisma_migrations SET id = gen_random_uuid()::text',
    )
    await sealAudit()
    await writeAt(61, 11)
    expect(await faults()).toEqual(['ANCHOR_FOREIGN - -', `PLACES_MISSING - ${ids[4]}`])
  })

  it('5: an event deleted and the rest sealed again by the program, in the same database', async () => {
    await tamper(`DELETE FROM audit_event WHERE id = ${ids[3]}`, ...RESEAL)
    await sealAudit()
    await writeAt(61, 11)
    expect(await faults()).toEqual([
      'SEAL_MISSING 1–10 -',
      `SEAL_UNPROVEN 11 ${ids[0]}`,
      `PLACES_MISSING - ${ids[4]}`,
    ])
  })

  it('6: an event inserted, which the program seals', async () => {
    await db().$executeRaw`
      INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId") VALUES ('STAFF', 'filing.approve', 'filing', '1')`
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_UNSIGNED 11 ${(await eventIds()).at(-1)}`])
  })

  it('7: an event inserted under the MAC of another', async () => {
    const forged = VALUES.replace('"subjectId"', `'forged'`)
    await db().$executeRawUnsafe(
      `INSERT INTO audit_event (${VALUES}) SELECT ${forged} FROM audit_event WHERE id = ${ids[3]}`,
    )
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_FORGED 11 ${(await eventIds()).at(-1)}`])
  })

  it('8: a genuine event replayed', async () => {
    await db().$executeRawUnsafe(
      `INSERT INTO audit_event (${VALUES}) SELECT ${VALUES} FROM audit_event WHERE id = ${ids[3]}`,
    )
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_REPEATED 11 ${(await eventIds()).at(-1)}`])
  })

  it('9: the end cut off', async () => {
    await tamper(`DELETE FROM audit_event WHERE id >= ${ids[7]}`, 'DELETE FROM audit_seal WHERE seq >= 8')
    expect(await faults()).toEqual(['TAIL_CUT 8–10 -'])
  })

  it('10: everything cut off, the sequence set back', async () => {
    await tamper(
      'DELETE FROM audit_event',
      'DELETE FROM audit_seal',
      `SELECT setval('audit_event_id_seq', 1)`,
    )
    expect(await faults()).toEqual(['TAIL_CUT 1–10 -'])
  })

  it('11: an older backup put back, also once the program has gone on from it', async () => {
    await tamper(
      'CREATE TABLE backup_event AS SELECT * FROM audit_event',
      'CREATE TABLE backup_seal AS SELECT * FROM audit_seal',
    )
    try {
      await write(11)
      await write(12)
      await sealAudit()
      await tamper(
        'DELETE FROM audit_event',
        'DELETE FROM audit_seal',
        'INSERT INTO audit_event SELECT * FROM backup_event',
        'INSERT INTO audit_seal SELECT * FROM backup_seal',
      )
      expect(await faults()).toEqual(['TAIL_CUT 11–12 -'])
      await write(13)
      await sealAudit()
      const last = await writeAt(61, 14)
      expect(await faults()).toEqual([
        'SEAL_MISSING 11–12 -',
        `SEAL_UNPROVEN 13 ${last - 1n}`,
        `PLACES_MISSING - ${last - 1n}`,
      ])
    } finally {
      await tamper('DROP TABLE backup_event', 'DROP TABLE backup_seal')
    }
  })

  it('12: an event deleted within the second before it is sealed, its place in the queue as well', async () => {
    await write(11)
    const lost = (await eventIds()).at(-1)
    await tamper(
      `DELETE FROM audit_event WHERE id = ${lost}`,
      `DELETE FROM audit_unsealed WHERE "eventId" = ${lost}`,
    )
    await write(12)
    const next = (await eventIds()).at(-1)
    await writeAt(61, 13)
    await sealAudit()
    expect(await faults()).toContain(`PLACES_MISSING - ${next}`)
  })

  it('13: an event edited within the second before it is sealed', async () => {
    await write(11)
    const waiting = (await eventIds()).at(-1)
    await tamper(`UPDATE audit_event SET "districtCode" = '110108' WHERE id = ${waiting}`)
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_FORGED 11 ${waiting}`])
  })

  it('14: an event held back from sealing', async () => {
    const held = await writeAt(-120, 11)
    await tamper(`DELETE FROM audit_unsealed WHERE "eventId" = ${held}`)
    await write(12)
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_INSERTED - ${held}`])
    await tamper(`INSERT INTO audit_unsealed VALUES (${held})`)
    await sealAudit()
    expect(await faults()).toContain(`EVENT_BACKDATED 12 ${held}`)
  })

  it('15: an event swallowed by a trigger: the command fails, and says itself that its place stays empty', async () => {
    const swallow = [
      `CREATE OR REPLACE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`,
      `CREATE OR REPLACE TRIGGER swallow BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION swallow()`,
      'ALTER TABLE audit_event ENABLE ALWAYS TRIGGER swallow',
    ]
    const entry = { action: 'photo.sweep', subjectType: 'test', subjectId: 'x' } as const
    try {
      await tamper(...swallow)
      await expect(auditAlone(db(), SYSTEM, entry)).rejects.toThrow('did not store')
    } finally {
      await tamper('DROP TRIGGER swallow ON audit_event', 'DROP FUNCTION swallow')
    }
    await write(12)
    await writeAt(61, 13)
    expect(await faults()).toEqual([])
  })
})

describe('of what is done to the anchor without the key, verification names', () => {
  it('16: it removed', async () => {
    await rm(anchorFile())
    expect(await faults()).toEqual(['ANCHOR_MISSING - -'])
    await write(11)
    await sealAudit()
    expect(await faults()).toEqual(['ANCHOR_MISSING - -'])
  })

  it('17: it rewritten to fit a chain that was cut', async () => {
    const seal = await db().auditSeal.findUniqueOrThrow({ where: { seq: 7 } })
    const anchor = JSON.parse(await readFile(anchorFile(), 'utf8'))
    await tamper(`DELETE FROM audit_event WHERE id >= ${ids[7]}`, 'DELETE FROM audit_seal WHERE seq >= 8')
    await writeFile(anchorFile(), JSON.stringify({ ...anchor, head: { seq: '7', hash: seal.hash } }))
    expect(await faults()).toEqual(['ANCHOR_INVALID - -'])
    const { database } = anchor
    await writeFile(anchorFile(), JSON.stringify({ database, seq: '7', hash: seal.hash }))
    expect(await faults()).toEqual(['ANCHOR_INVALID - -'])
  })

  it('18: it swapped for an older one', async () => {
    const older = await readFile(anchorFile())
    await write(11)
    await sealAudit()
    await writeFile(anchorFile(), older)
    expect(await faults()).toEqual(['ANCHOR_OLD - -'])
    await write(12)
    await sealAudit()
    expect(await faults()).toEqual(['ANCHOR_OLD - -'])
  })
})
