import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anchorFile } from '@/lib/server/audit/audit-anchor'
import { db } from '@/lib/server/database/db'
import { metrics } from '@/lib/server/observe/metrics'
import { emptyRecord, tamper, write } from '@/testing/audit-record'
import { callRoute } from '@/testing/call-route'
import { closeDays } from './commands/close-days'
import { deliverHeads } from './commands/deliver'
import { sealAudit } from './commands/seal'
import { sinkStates } from './queries/sink-states'
import { verifyAudit } from './queries/verify'
import { auditRoutes } from './routes'
import type { AuditDayView } from './schema'

const home = mkdtempSync(path.join(os.tmpdir(), 'nrmm-heads-'))
const sink = path.join(home, 'heads.jsonl')
const away = path.join(home, 'away.jsonl')
const DAY_MS = 86_400_000

beforeAll(() => {
  Object.assign(process.env, { AUDIT_HEADS_FILE: sink, AUDIT_SYSLOG: '127.0.0.1:9' })
})
afterAll(() => rmSync(home, { recursive: true }))
beforeEach(async () => {
  await emptyRecord()
  writeFileSync(sink, '')
})

async function sealed(...numbers: number[]): Promise<void> {
  for (const number of numbers) await write(number)
  await sealAudit()
}
const seqsThere = () =>
  readFileSync(sink, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).seq)
const faults = async () =>
  (await verifyAudit()).faults.map(({ kind, seq, lastSeq }) => `${kind} ${seq ?? '-'} ${lastSeq ?? '-'}`)
const fileState = async () => (await sinkStates()).find(({ name }) => name === 'file')

describe('the heads of the chain', () => {
  it('go to the file in order, once each, and verification compares the chain with them', async () => {
    await sealed(1, 2)
    await sealed(3)
    expect(await fileState()).toMatchObject({ waiting: 2, deliveredSeq: null })
    expect(await deliverHeads(true)).toBe(2)
    expect(await deliverHeads(true)).toBe(0)
    expect(seqsThere()).toEqual(['2', '3'])
    expect(await fileState()).toMatchObject({ waiting: 0, since: null, attempts: 0, deliveredSeq: '3' })
    expect(await verifyAudit()).toMatchObject({ intact: true, compared: true, notes: [] })
  })

  it('wait while the file is away, which stops no sealing, and are said to be undelivered since when', async () => {
    renameSync(sink, away)
    await sealed(1)
    await deliverHeads(true)
    await sealed(2)
    await deliverHeads(true)
    const state = await fileState()
    expect(state).toMatchObject({ waiting: 2, attempts: 2, lastError: 'ENOENT', deliveredSeq: null })
    expect(Date.parse(state?.since ?? '')).toBeLessThanOrEqual(Date.now())
    expect(await metrics().registry.metrics()).toContain('audit_heads_undelivered{sink="file"} 2')
    expect(await verifyAudit()).toMatchObject({
      intact: true,
      compared: false,
      notes: [{ kind: 'HEADS_AWAY' }],
    })
    renameSync(away, sink)
    // Not due yet after two failures.
    expect(await deliverHeads()).toBe(0)
    expect(await deliverHeads(true)).toBe(2)
    expect(seqsThere()).toEqual(['1', '2'])
    expect(await metrics().registry.metrics()).toContain('audit_heads_undelivered{sink="file"} 0')
  })

  it('wait for one sink that is away without waiting for the other', async () => {
    await sealed(1)
    await deliverHeads(true)
    expect(await sinkStates()).toMatchObject([
      { name: 'file', waiting: 0 },
      { name: 'syslog', waiting: 1, attempts: 1, lastError: 'ECONNREFUSED' },
    ])
  })

  it('begin on a line of their own after one that was cut off, which is said and proves nothing', async () => {
    appendFileSync(sink, '{"version":1,"data')
    await sealed(1)
    await deliverHeads(true)
    expect(readFileSync(sink, 'utf8')).toMatch(/^\{"version":1,"data\n\{.*\}\n$/)
    expect(await verifyAudit()).toMatchObject({ intact: true, notes: [{ kind: 'HEAD_UNREADABLE' }] })
  })

  it('are found in what a syslog receiver wrote, and forged ones are not believed', async () => {
    await sealed(1)
    await deliverHeads(true)
    const line = readFileSync(sink, 'utf8')
    const forged = line.replace('"seq":"1"', '"seq":"9"')
    writeFileSync(sink, `Nov 30 06:00:00 registry nrmm-registry[1]: ${line}${forged}`)
    expect(await verifyAudit()).toMatchObject({ intact: true, notes: [{ kind: 'HEAD_UNREADABLE' }] })
  })

  it('19: show that database and anchor were both replaced by an older backup, also once the program has gone on', async () => {
    await sealed(1, 2, 3)
    await deliverHeads(true)
    const anchor = await readFile(anchorFile())
    await tamper(
      'CREATE TABLE backup_event AS SELECT * FROM audit_event',
      'CREATE TABLE backup_seal AS SELECT * FROM audit_seal',
    )
    try {
      await sealed(4, 5)
      await deliverHeads(true)
      await tamper(
        'DELETE FROM audit_event',
        'DELETE FROM audit_seal',
        'INSERT INTO audit_event SELECT * FROM backup_event',
        'INSERT INTO audit_seal SELECT * FROM backup_seal',
      )
      await writeFile(anchorFile(), anchor)
      // Chain and anchor agree: nothing on the machine itself tells.
      expect((await verifyAudit(undefined, '/dev/null')).faults).toEqual([])
      expect(await faults()).toEqual(['HEAD_BEYOND 5 5'])
      await sealed(6, 7, 8)
      await deliverHeads(true)
      expect(await faults()).toContain('HEAD_DIFFERS 5 5')
    } finally {
      await tamper('DROP TABLE backup_event', 'DROP TABLE backup_seal')
    }
  })

  it('show that the database took the name of another', async () => {
    await sealed(1)
    await deliverHeads(true)
    const [row] = await db().$queryRaw<{ id: string }[]>`
      SELECT id FROM _prisma_migrations ORDER BY started_at, migration_name LIMIT 1`
    await tamper(`UPDATE _prisma_migrations SET id = 'another' WHERE id = '${row?.id}'`)
    try {
      expect(await faults()).toContain('HEAD_FOREIGN 1 1')
    } finally {
      await tamper(`UPDATE _prisma_migrations SET id = '${row?.id}' WHERE id = 'another'`)
    }
  })
})

describe('the root of a day', () => {
  const tomorrow = () => new Date(Date.now() + DAY_MS)
  const afterTomorrow = () => new Date(Date.now() + 2 * DAY_MS)
  const twoDays = async () => {
    await sealed(1, 2)
    expect(await closeDays(tomorrow())).toBe(1)
    await sealed(3)
    expect(await closeDays(tomorrow())).toBe(0)
    expect(await closeDays(afterTomorrow())).toBe(1)
  }

  it('is the head at its end, is not written before that, and is there for everyone', async () => {
    await sealed(1, 2)
    expect(await closeDays()).toBe(0)
    await twoDaysFrom()
    const answer = await callRoute<{ data: AuditDayView[] }>(auditRoutes.listAuditDays, {})
    const seals = await db().auditSeal.findMany({ orderBy: { seq: 'asc' } })
    expect(answer.body.data).toEqual([
      { day: expect.any(String), events: 1, lastSeq: '3', root: seals[2]?.hash },
      { day: expect.any(String), events: 2, lastSeq: '2', root: seals[1]?.hash },
    ])
    const [second, first] = answer.body.data
    expect(Date.parse(second?.day ?? '') - Date.parse(first?.day ?? '')).toBe(DAY_MS)
    expect(await faults()).toEqual([])
    async function twoDaysFrom() {
      await closeDays(tomorrow())
      await sealed(3)
      await closeDays(afterTomorrow())
    }
  })

  it('that was changed, that the chain does not have, and that is missing: verification names the day', async () => {
    await twoDays()
    const [first, second] = (await db().auditDay.findMany({ orderBy: { day: 'asc' } })).map(({ day }) =>
      day.toISOString().slice(0, 10),
    )
    await tamper(`UPDATE audit_day SET events = 7 WHERE day = '${first}'`)
    const said = async () => (await verifyAudit()).faults.map(({ message }) => message)
    expect(await said()).toEqual([`${first} 的每日根签名不符，不是本系统写下的，或被改动`])
    await tamper(`UPDATE audit_day SET events = 2 WHERE day = '${first}'`)
    expect(await said()).toEqual([])
    await tamper(`UPDATE audit_seal SET hash = repeat('0', 64) WHERE seq = 3`)
    expect(await said()).toContain(`${second} 的每日根与记录不符：该日或之前的记录被改动或缺失`)
    await tamper(`DELETE FROM audit_day WHERE day = '${first}'`)
    expect(await said()).toContain(`${second} 的每日根之前缺少一天或几天的每日根`)
  })

  it('cannot be changed or removed by the server itself', async () => {
    await twoDays()
    await expect(db().auditDay.deleteMany()).rejects.toThrow(/permission denied/)
    await expect(db().auditDay.updateMany({ data: { events: 1 } })).rejects.toThrow(/permission denied/)
  })
})
