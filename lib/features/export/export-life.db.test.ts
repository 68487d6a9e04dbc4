import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exportRoutes } from '@/lib/features/export/routes'
import { db, type Tx } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { sealFile } from '@/lib/server/files/sealed-file'
import { storage } from '@/lib/server/files/storage'
import { sealText } from '@/lib/server/secrets/ciphertext'
import { makeKey } from '@/lib/server/secrets/key'
import { bureauOf } from '@/prisma/factories/staff'
import { callRoute } from '@/testing/call-route'
import { exportDesk, filesLeft, rowsOf } from '@/testing/export-desk'
import { makeManyMachines } from '@/testing/many-machines'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { expireExports } from './commands/expire'
import { runExport } from './commands/run'
import { formerFilesUntil } from './queries/former-files'
import type { MachineExport } from './schema'

const {
  cancelExport: cancel,
  downloadExport: getFile,
  getExport: getOne,
  listExports: list,
  startExport: start,
} = exportRoutes

const columns = ['registrationNumber', 'plate', 'owner']
const { ask, exported, fetched, shown, started } = exportDesk<MachineExport>({
  start,
  getOne,
  getFile,
  run: runExport,
  columns,
})
let mine: StaffSession

async function* plainBytes() {
  yield Buffer.from('登记号\n')
}

beforeAll(async () => {
  await makeManyMachines(db(), 2_500)
})
beforeEach(async () => {
  mine = await staffSession(db(), 'SUPERVISOR', '130000')
  const files = await storage()
  const stored = await db().machineExport.findMany({ where: { storageKey: { not: null } } })
  for (const { storageKey } of stored) await files.remove(storageKey ?? '')
  await db().machineExport.deleteMany()
})

/** Runs an export, paused after counting its rows until `meanwhile` is done. */
async function heldUp(id: string, meanwhile: (tx: Tx) => Promise<void>): Promise<void> {
  let running: Promise<void> = Promise.resolve()
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE division`
      running = runExport(id)
      await expect
        .poll(async () => (await db().machineExport.findUnique({ where: { id } }))?.totalRows, {
          timeout: 60_000,
        })
        .not.toBeNull()
      await meanwhile(tx)
    },
    { timeout: 120_000 },
  )
  await running
}

const cancelled = (id: string) =>
  callRoute<MachineExport & { detail?: string }>(cancel, { headers: mine.headers, params: { id } })

describe('an export', () => {
  it('is its maker’s alone', async () => {
    const { id } = await exported(mine, { columns })
    const other = await staffSession(db(), 'SUPERVISOR', '130000')
    expect((await callRoute(getOne, { headers: other.headers, params: { id } })).status).toBe(404)
    expect((await callRoute(cancel, { headers: other.headers, params: { id } })).status).toBe(404)
    expect((await fetched(other, id)).status).toBe(404)
    const { body } = await callRoute<{ data: MachineExport[] }>(list, { headers: other.headers })
    expect(body.data).toEqual([])
    expect((await fetched(mine, id)).headers.get('content-disposition')).toMatch(
      /^attachment; filename="\d{8}_\d{4}\.csv"; filename\*=UTF-8''%E6%9C%BA/,
    )
  })

  it('is refused to who may not, with phones to a reviewer, and without columns', async () => {
    const reviewer = await staffSession(db(), 'REVIEWER', '130202')
    expect((await ask(reviewer, { personal: true })).status).toBe(403)
    expect((await ask(reviewer, { columns })).status).toBe(201)
    expect((await ask(await staffSession(db(), 'COUNTER', '130202'))).status).toBe(403)
    expect((await ask(mine, { columns: [] })).status).toBe(422)
    expect((await ask(mine, { columns: ['idNumber'] })).status).toBe(422)
    expect((await ask(mine, { search: { q: 'A' } })).status).toBe(422)
  })

  it('keeps a phone that was searched for to itself', async () => {
    const { row, id } = await exported(mine, { search: { q: '13912345678', stage: '3' } })
    expect(row).toMatchObject({ byPerson: true, totalRows: 0, search: { stage: '3' } })
    const [stored] = await db().$queryRaw<{ text: string }[]>`
      SELECT m::text || (SELECT string_agg(a::text, '') FROM audit_event a) AS text
      FROM machine_export m WHERE id = ${id}::uuid`
    expect(stored?.text).not.toContain('13912345678')
  })

  it('lies encrypted on the disk, readable by nobody else', async () => {
    const { id, row, bytes } = await exported(mine, { columns })
    const { storageKey } = await db().machineExport.findUniqueOrThrow({ where: { id } })
    const file = path.join(env().DATA_DIR, 'photos', storageKey ?? '')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const stored = readFileSync(file)
    expect(stored.includes(bytes.subarray(0, 60))).toBe(false)
    expect(stored.includes(bytes.subarray(-60))).toBe(false)
    expect(row.bytes).toBe(bytes.length)
  })

  it('waits behind two others at most', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ask(mine, { columns })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409])
    const [first] = answers.filter(({ status }) => status === 201)
    await runExport(first?.body.id ?? '')
    expect((await ask(mine, { columns })).status).toBe(201)
  })

  it('gives nothing to who was moved or disabled since', async () => {
    const moved = await started(mine, { columns })
    const { id: bureauId } = await bureauOf(db(), '110101')
    await db().staff.update({ where: { id: mine.id }, data: { bureauId } })
    await runExport(moved)
    const failed = await db().machineExport.findUniqueOrThrow({ where: { id: moved } })
    expect(failed).toMatchObject({
      status: 'FAILED',
      failure: '账号已停用，或者角色、所属机构已变动，没有导出',
    })
    const { body } = await callRoute<{ data: MachineExport[] }>(list, { headers: mine.headers })
    expect(body.data).toEqual([])
    expect(await filesLeft()).toEqual([])
  })

  it('reads everything as it was at one moment', async () => {
    const id = await started(mine, { columns })
    const where = { provinceCode: '130000' }
    const before = await db().machine.findMany({ where })
    await heldUp(id, async (tx) => {
      await tx.$executeRaw`UPDATE machine SET status = 'REVOKED', "registeredAt" = now() WHERE "provinceCode" = '130000'`
      await makeManyMachines(tx, 100, 3_000)
    })
    const rows = (await rowsOf((await fetched(mine, id)).bytes)).slice(1)
    const number = (cells: unknown[]) => String(cells[0]).trim()
    expect(rows.map(number).toSorted()).toEqual(
      before.map(({ registrationNumber }) => registrationNumber).toSorted(),
    )
    expect(await db().machine.count({ where })).toBeGreaterThan(before.length)
  })
})

describe('the end of an export', () => {
  it('by its maker leaves nothing, in the middle and before the start', async () => {
    const waiting = await started(mine, { columns })
    expect((await cancelled(waiting)).body.status).toBe('CANCELLED')
    await runExport(waiting)
    const running = await started(mine, { columns })
    await heldUp(running, async () => {
      expect((await cancelled(running)).body.status).toBe('CANCELLED')
    })
    for (const id of [waiting, running]) {
      expect((await shown(mine, id)).status).toBe('CANCELLED')
      expect((await fetched(mine, id)).status).toBe(409)
      expect((await cancelled(id)).status).toBe(409)
    }
    expect(await filesLeft()).toEqual([])
  })

  it('of its day takes the file away', async () => {
    const { id, row } = await exported(mine, { columns })
    const expiresAt = new Date(row.expiresAt ?? 0)
    expect(expiresAt.getTime() - Date.parse(row.finishedAt ?? '')).toBe(24 * 3_600_000)
    expect(await expireExports(new Date(expiresAt.getTime() - 1))).toBe(0)
    expect((await fetched(mine, id)).status).toBe(200)
    expect(await expireExports(expiresAt)).toBe(1)
    expect(await filesLeft()).toEqual([])
    expect((await shown(mine, id)).status).toBe('EXPIRED')
    expect((await fetched(mine, id)).status).toBe(404)
  })

  it('is when a former key, which opens the file, is no longer needed', async () => {
    const { id, row } = await exported(mine, { columns })
    expect(await formerFilesUntil()).toBeNull()
    const { storageKey } = await db().machineExport.findUniqueOrThrow({ where: { id } })
    const former = makeKey('aes', 'the former key of this registry, alas')
    const sealed = sealFile(plainBytes(), (key) => sealText(former, `export.file:${id}`, key))
    await (await storage()).put(storageKey ?? '', await buffer(sealed), 'text/csv')
    expect(await formerFilesUntil()).toEqual(new Date(row.expiresAt ?? 0))
    await db().machineExport.update({ where: { id }, data: { expiresAt: new Date() } })
    expect(await formerFilesUntil()).toBeNull()
  })

  it('by the clock holds before the file is gone', async () => {
    const { id } = await exported(mine, { columns })
    await db().machineExport.update({ where: { id }, data: { expiresAt: new Date() } })
    expect((await shown(mine, id)).status).toBe('EXPIRED')
    expect((await fetched(mine, id)).status).toBe(404)
  })

  it('by a fault of ours says so and leaves nothing', async () => {
    const id = await started(mine, { columns })
    await db().machineExport.update({
      where: { id },
      data: { search: { area: '130000', sort: 'backwards' } },
    })
    await runExport(id)
    expect(await db().machineExport.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'FAILED',
      failure: '系统出现问题，没有导出完，请重新导出',
    })
    expect(await filesLeft()).toEqual([])
  })
})

describe('a killed server', () => {
  it('leaves a job that the next takes up from its beginning, and no half file', async () => {
    const { id, row } = await exported(mine, { columns })
    const { storageKey: half } = await db().machineExport.findUniqueOrThrow({ where: { id } })
    const doneRows = 1_000
    await db().machineExport.update({ where: { id }, data: { status: 'RUNNING', doneRows, expiresAt: null } })
    await runExport(id)
    const again = await db().machineExport.findUniqueOrThrow({ where: { id } })
    expect(again).toMatchObject({ status: 'DONE', doneRows: row.totalRows })
    expect(again.storageKey).not.toBe(half)
    expect(await filesLeft()).toHaveLength(1)
    await runExport(id)
    expect(await db().machineExport.findUniqueOrThrow({ where: { id } })).toEqual(again)
  })

  it('that was only slow loses to the one that took over', async () => {
    const id = await started(mine, { columns })
    await heldUp(id, async () => {
      await db().machineExport.update({ where: { id }, data: { storageKey: 'exports/another.csv' } })
    })
    expect(await shown(mine, id)).toMatchObject({ status: 'RUNNING' })
    expect(await filesLeft()).toEqual([])
    await Promise.all([runExport(id), runExport(id)])
    expect(await shown(mine, id)).toMatchObject({ status: 'DONE' })
    expect(await filesLeft()).toHaveLength(1)
  })
})
