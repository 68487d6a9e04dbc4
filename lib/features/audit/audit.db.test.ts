import { beforeEach, describe, expect, it, vi } from 'vitest'
import { signedPast } from '@/lib/server/audit/audit'
import { db } from '@/lib/server/database/db'
import { anchorThere, emptyRecord, eventIds, tamper, write } from '@/testing/audit-record'
import { sealAudit } from './commands/seal'
import { verifyAudit } from './queries/verify'

const disk = vi.hoisted(() => ({ beforeWrite: async () => {} }))
vi.mock('@/lib/server/audit/audit-anchor', async (load) => {
  const real = await load<typeof import('@/lib/server/audit/audit-anchor')>()
  const writeAuditAnchor: typeof real.writeAuditAnchor = async (anchor) => {
    await disk.beforeWrite()
    await real.writeAuditAnchor(anchor)
  }
  return { ...real, writeAuditAnchor }
})

/** Makes the next anchor write slow: `begun` resolves when it starts, `release` lets it finish. */
function holdNextAnchor(): { begun: Promise<void>; release: () => void } {
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const begun = new Promise<void>((resolve) => {
    disk.beforeWrite = async () => {
      disk.beforeWrite = async () => {}
      resolve()
      await gate
    }
  })
  return { begun, release }
}

async function faults(): Promise<string[]> {
  const report = await verifyAudit()
  return report.faults.map(({ kind, seq, eventId }) => `${kind} ${seq ?? '-'} ${eventId ?? '-'}`)
}

/** An empty record, then ten sealed events; returns their ids. */
async function tenSealed(): Promise<bigint[]> {
  for (let number = 1; number <= 10; number++) await write(number)
  await sealAudit()
  return eventIds()
}

beforeEach(emptyRecord)

describe('sealing', () => {
  it('takes every committed event into one chain without a gap', async () => {
    const ids = await tenSealed()
    const seals = await db().auditSeal.findMany({ orderBy: { seq: 'asc' } })
    expect(seals.map(({ seq }) => seq)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n])
    expect(seals.map(({ eventId }) => eventId)).toEqual(ids)
    expect(await verifyAudit()).toEqual({
      intact: true,
      sealedCount: 10,
      waitingCount: 0,
      anchored: true,
      faultCount: 0,
      faults: [],
      notes: [],
      compared: false,
    })
    expect(await anchorThere()).toMatchObject({
      macFrom: '1',
      head: { seq: '10', hash: seals.at(-1)?.hash },
      next: null,
    })
  })

  it('says nothing against events that wait for the next second', async () => {
    await tenSealed()
    await write(11)
    expect(await verifyAudit()).toMatchObject({ intact: true, sealedCount: 10, waitingCount: 1 })
  })

  it('keeps up with sixteen writers, none of whom it holds up, while several sealers run', async () => {
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let n = 0; n < 15; n++) await write(writer * 100 + n)
    })
    let writing = true
    const done = Promise.all(writers).finally(() => {
      writing = false
    })
    const sealers = Array.from({ length: 3 }, async () => {
      while (writing) await sealAudit()
    })
    await Promise.all([done, ...sealers])
    await sealAudit()
    expect(await verifyAudit()).toMatchObject({ intact: true, sealedCount: 240, waitingCount: 0 })
  })

  it('keeps the newest head outside: nobody seals while another sealer still writes its own', async () => {
    await write(1)
    const writing = holdNextAnchor()
    const slow = sealAudit()
    await writing.begun
    await write(2)
    expect(await sealAudit()).toBe(0)
    writing.release()
    expect(await slow).toBe(1)
    expect(await sealAudit()).toBe(1)
    expect(await anchorThere()).toMatchObject({ head: { seq: '2' } })
  })

  it('seals more than one batch in a call', async () => {
    await db().auditEvent.createMany({
      data: signedPast(
        Array.from({ length: 2_100 }, (_, n) => ({
          at: new Date(),
          actorKind: 'SYSTEM' as const,
          action: 'photo.sweep',
          subjectType: 'test',
          subjectId: String(n),
        })),
      ),
    })
    expect(await sealAudit()).toBe(2_100)
    expect(await verifyAudit()).toMatchObject({ intact: true, sealedCount: 2_100 })
  })
})

describe('the record refuses', () => {
  it('changes and deletions by the program itself', async () => {
    await tenSealed()
    await expect(db().auditEvent.updateMany({ data: { action: 'x.y' } })).rejects.toThrow()
    await expect(db().auditEvent.deleteMany({})).rejects.toThrow()
    await expect(db().auditSeal.deleteMany({})).rejects.toThrow()
    await expect(db().$executeRaw`TRUNCATE audit_event CASCADE`).rejects.toThrow()
    expect(await verifyAudit()).toMatchObject({ intact: true, sealedCount: 10 })
  })
})

describe('verification names', () => {
  const columns = [
    `action = 'test.other'`,
    `details = jsonb_set(details, '{number}', '99')`,
    `details = jsonb_set(details, '{ratio}', '4.10')`,
    `"actorKind" = 'STAFF'`,
    `"actorId" = gen_random_uuid()`,
    `"subjectId" = '5'`,
    `"subjectType" = 'other'`,
    `"districtCode" = '110108'`,
    `"requestId" = 'x'`,
    `address = '192.0.2.1'`,
    `writer = 'load-x'`,
    `position = 40`,
    `skipped = '{4}'`,
    `mac = repeat('x', 43)`,
    `mac = NULL`,
    `mac = NULL, writer = NULL, position = NULL`,
    `at = at + interval '1 microsecond'`,
  ]
  it.each(columns)('a changed event: %s', async (change) => {
    const ids = await tenSealed()
    await tamper(`UPDATE audit_event SET ${change} WHERE id = ${ids[3]}`)
    expect(await faults()).toEqual([`EVENT_CHANGED 4 ${ids[3]}`])
  })

  it('a changed seal', async () => {
    const ids = await tenSealed()
    await tamper(`UPDATE audit_seal SET hash = repeat('0', 64) WHERE seq = 4`)
    expect(await faults()).toEqual([`SEAL_CHANGED 4 ${ids[3]}`])
    await tamper(`UPDATE audit_seal SET "sealedAt" = now() - interval '1 day' WHERE seq = 7`)
    expect(await faults()).toContain(`EVENT_CHANGED 7 ${ids[6]}`)
  })

  it('a deleted event, with or without its seal', async () => {
    const ids = await tenSealed()
    await tamper(`DELETE FROM audit_event WHERE id = ${ids[3]}`)
    expect(await faults()).toEqual([`EVENT_MISSING 4 ${ids[3]}`])
    await tamper('DELETE FROM audit_seal WHERE seq = 4')
    expect(await faults()).toEqual(['SEAL_MISSING 4 -', `SEAL_UNPROVEN 5 ${ids[4]}`])
  })

  it('a deleted event that was not sealed yet', async () => {
    await tenSealed()
    await write(11)
    const last = (await eventIds()).at(-1)
    await tamper(`DELETE FROM audit_event WHERE id = ${last}`)
    await sealAudit()
    expect(await faults()).toEqual([`EVENT_MISSING - ${last}`])
  })

  it('a seal that was taken away and the event left behind', async () => {
    const ids = await tenSealed()
    await tamper('DELETE FROM audit_seal WHERE seq = 4')
    expect(await faults()).toEqual([
      'SEAL_MISSING 4 -',
      `SEAL_UNPROVEN 5 ${ids[4]}`,
      `EVENT_INSERTED - ${ids[3]}`,
    ])
  })

  it('seals moved up to hide a deleted one', async () => {
    const ids = await tenSealed()
    await tamper(
      `DELETE FROM audit_event WHERE id = ${ids[3]}`,
      'DELETE FROM audit_seal WHERE seq = 4',
      'UPDATE audit_seal SET seq = -seq WHERE seq > 4',
      'UPDATE audit_seal SET seq = -seq - 1 WHERE seq < 0',
    )
    expect(await faults()).toEqual([`EVENT_CHANGED 4 ${ids[4]}`, 'TAIL_CUT 10 -'])
  })

  it('an inserted event, and one that was inserted with a past date and then sealed', async () => {
    await tenSealed()
    await tamper(
      `INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId") VALUES ('SYSTEM', 'a.b', 't', '1')`,
    )
    const inserted = (await eventIds()).at(-1)
    expect(await faults()).toEqual([`EVENT_INSERTED - ${inserted}`])
    await db().$executeRaw`INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId", at)
      VALUES ('SYSTEM', 'a.b', 't', '1', now() - interval '1 day')`
    const backdated = (await eventIds()).at(-1)
    await sealAudit()
    expect(await faults()).toEqual([
      `EVENT_BACKDATED 11 ${backdated}`,
      `EVENT_UNSIGNED 11 ${backdated}`,
      `EVENT_INSERTED - ${inserted}`,
    ])
  })

  it('an event that stays unsealed', async () => {
    await db().$executeRaw`INSERT INTO audit_event ("actorKind", action, "subjectType", "subjectId", at)
      VALUES ('SYSTEM', 'a.b', 't', '1', now() - interval '2 minutes')`
    const [id] = await eventIds()
    expect(await faults()).toEqual([`EVENT_NOT_SEALED - ${id}`])
  })

  it('two events that changed places, by their contents or by their seals', async () => {
    const ids = await tenSealed()
    const swap = `UPDATE audit_seal SET "eventId" = CASE seq WHEN 3 THEN ${ids[6]} ELSE ${ids[2]} END WHERE seq IN (3, 7)`
    await tamper('UPDATE audit_seal SET "eventId" = -"eventId" WHERE seq IN (3, 7)', swap)
    expect(await faults()).toEqual([`EVENT_CHANGED 3 ${ids[6]}`, `EVENT_CHANGED 7 ${ids[2]}`])
  })

  it('a seal that stands twice, once the index that forbids it is gone', async () => {
    const ids = await tenSealed()
    await tamper('ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_pkey')
    try {
      await tamper(`INSERT INTO audit_seal SELECT seq, -1, hash, "sealedAt" FROM audit_seal WHERE seq = 5`)
      expect(await faults()).toContain(`SEAL_DUPLICATED 5 -`)
    } finally {
      await tamper(
        'DELETE FROM audit_seal WHERE "eventId" = -1',
        'ALTER TABLE audit_seal ADD PRIMARY KEY (seq)',
      )
    }
    expect(ids).toHaveLength(10)
  })
})
