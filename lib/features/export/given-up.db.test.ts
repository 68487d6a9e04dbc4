import { beforeAll, expect, it } from 'vitest'
import { exportRoutes } from '@/lib/features/export/routes'
import { pool } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { exportDesk } from '@/testing/export-desk'
import { makeManyMachines } from '@/testing/many-machines'
import { type StaffSession, staffSession } from '@/testing/staff-session'
import { runExport } from './commands/run'
import type { MachineExport } from './schema'

const { downloadExport: getFile, getExport: getOne, startExport: start } = exportRoutes
const columns = ['registrationNumber', 'plate', 'owner']
const desk = exportDesk<MachineExport>({ start, getOne, getFile, run: runExport, columns })
let mine: StaffSession

beforeAll(async () => {
  await makeManyMachines(db(), 1_500)
  mine = await staffSession(db(), 'SUPERVISOR', '130000')
})

/** An attempt that is stuck after counting its rows, until its queue gives it up. */
async function givenUp(id: string): Promise<void> {
  const queue = new AbortController()
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE division`
      const ended = expect(runExport(id, queue.signal)).rejects.toThrow()
      const counted = async () => (await db().machineExport.findUnique({ where: { id } }))?.totalRows
      await expect.poll(counted, { timeout: 60_000 }).not.toBeNull()
      queue.abort()
      await ended
    },
    { timeout: 120_000 },
  )
}

it('an export that is stuck lets go of its connection when its queue gives it up, and the next attempt ends it', async () => {
  const id = await desk.started(mine)
  await givenUp(id)
  expect(pool('snapshots').totalCount).toBe(0)
  expect((await desk.shown(mine, id)).status).toBe('RUNNING')
  await runExport(id)
  expect((await desk.shown(mine, id)).status).toBe('DONE')
  expect((await desk.fetched(mine, id)).status).toBe(200)
})
