/**
 * `npm run bench -- --fleet`: a unit's 300 machines (`--fleet-size`) from one sheet with twenty planted faults to the hand-over:
 * mended file, drafts, photos in archives, submission, checks and review by two officers, look-up by one code, papers, hand-over;
 * through the routes of this process, with all the server's jobs and processes. Then 我的机械 of an account with 5,000 machines.
 * Writes the sections `fleet` and `own-machines`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filledTable, type TypedRow, typedMachine } from '@/testing/batch-table'
import { ownerSession } from '@/testing/owner-session'
import { staffSession } from '@/testing/staff-session'
import { say } from '../lib/say'
import { publishedEntry } from './fleet/catalogue'
import { Office, type Reviewed } from './fleet/office'
import { measureOwnMachines } from './fleet/own-machines'
import { Clerk } from './fleet/owner'
import { archiveOf, KINDS } from './fleet/photos'
import { PLANTED } from './fleet/planted'
import { Steps, until } from './fleet/steps'
import { machineFacts, writeSection } from './report'
import type { Stage } from './stage'

/** So many fit into one archive of 50 MB. */
const PER_ARCHIVE = 15
const MARK = 'FL'

export async function measureFleet(stage: Stage, size: number, quick: boolean): Promise<number> {
  const facts = machineFacts()
  const { db } = await import('@/lib/server/database/db')
  const { startBackground } = await import('@/lib/background')
  const { makeSeries } = await import('@/prisma/factories/series')
  await makeSeries(db(), '110101')
  const owner = await ownerSession(db(), { type: 'UNIT' })
  const stop = startBackground()
  try {
    const text = await fleetStory(owner, size, stage.dataDir)
    say(`\n${text}`)
    if (!quick) writeSection('fleet', `${facts}\n\n${text}`)
  } finally {
    await stop()
  }
  const many = await ownerSession(db(), { type: 'UNIT' })
  const own = quick ? 1_000 : 5_000
  const given = {
    url: stage.recordUrl,
    token: many.token,
    accountId: many.id,
    own,
    others: quick ? 5_000 : 100_000,
  }
  const text = await measureOwnMachines(quick ? { ...given, rounds: 10 } : given)
  say(`\n${text}`)
  if (!quick) writeSection('own-machines', `${facts}\n\n${text}`)
  return 0
}

type Owner = Awaited<ReturnType<typeof ownerSession>>

async function fleetStory(owner: Owner, size: number, dataDir: string): Promise<string> {
  const { db } = await import('@/lib/server/database/db')
  const { batchRoutes } = await import('@/lib/features/batch/routes')
  const { filingRoutes } = await import('@/lib/features/filing/routes')
  const { fleetRoutes } = await import('@/lib/features/fleet/routes')
  const { pickupRoutes } = await import('@/lib/features/pickup/routes')
  const { documentRoutes } = await import('@/lib/features/document/routes')
  const clerk = new Clerk(owner.token, batchRoutes, filingRoutes)
  const office = new Office({ ...filingRoutes, ...fleetRoutes, ...pickupRoutes, ...documentRoutes })
  const right = Array.from({ length: size }, (_, n) => typedMachine(n, MARK))
  const typed = right.map((row, n): TypedRow => ({ ...row, ...PLANTED[n] }))
  await db().catalogueEntry.createMany({ data: right.map(publishedEntry) })
  say('drawing photos')
  // On the disk, so that they are no memory of ours.
  const archives: string[] = []
  let bytes = 0
  for (let from = 0; from < size; from += PER_ARCHIVE) {
    const serials = right.slice(from, from + PER_ARCHIVE).map((row) => row.机械出厂编号 ?? '')
    const archive = await archiveOf(serials, from * KINDS.length)
    const file = path.join(dataDir, `photos-${archives.length + 1}.zip`)
    writeFileSync(file, archive)
    archives.push(file)
    bytes += archive.length
  }
  const table = await filledTable(typed)
  const mended = await filledTable(right.slice(0, PLANTED.length))

  const steps = new Steps()
  const first = await steps.step(
    'sheet checked',
    () => clerk.check(table),
    ({ rows, faulty }) => `${rows} rows, ${faulty} with faults of ${PLANTED.length} planted`,
  )
  const second = await steps.step(
    'file to mend, mended and checked',
    async () => {
      await clerk.mendFile(first.id)
      return clerk.check(mended)
    },
    ({ rows, faulty }) => `${rows} rows, ${faulty} with faults`,
  )
  const tables = [first.id, second.id]
  await steps.step(
    'drafts',
    async () => [await clerk.draft(first.id), await clerk.draft(second.id)],
    (made) => `${made.reduce((sum, { drafted }) => sum + drafted, 0)} drafts`,
  )
  await steps.step(
    'photos',
    async () => {
      for (const [n, file] of archives.entries()) {
        const archive = readFileSync(file)
        await clerk.sendPhotos(first.id, archive, `照片${n + 1}.zip`)
        // Those of the mended rows lie in the first ones.
        if (n * PER_ARCHIVE < PLANTED.length) await clerk.sendPhotos(second.id, archive, `照片${n + 1}.zip`)
      }
      return (await clerk.photosPlaced(first.id)) + (await clerk.photosPlaced(second.id))
    },
    (placed) =>
      `${placed} of ${size * KINDS.length} photos placed, ${archives.length} archives, ${(bytes / 1024 / 1024).toFixed(0)} MB`,
  )
  await steps.step(
    'submitted together',
    () => Promise.all(tables.map((id) => clerk.submit(id))),
    (done) => `${done.reduce((sum, { submitted }) => sum + submitted, 0)} submitted`,
  )
  const waiting = { filerId: owner.id, status: 'SUBMITTED' as const }
  await steps.step(
    'checks and plates read',
    () =>
      until(
        () => uninspected(owner.id),
        (left) => left === 0,
      ),
    () => 'every filing inspected',
  )
  const reviewers = [await staffSession(db(), 'REVIEWER'), await staffSession(db(), 'REVIEWER')]
  await steps.step(
    'reviewed by two officers, until the last decision has taken effect',
    async () => {
      const done: Reviewed = { together: 0, alone: 0, reasons: new Map() }
      await Promise.all(reviewers.map(({ headers }) => office.review(headers, done)))
      const open = { in: ['SUBMITTED' as const, 'IN_REVIEW' as const] }
      await until(
        () => db().filing.count({ where: { ...waiting, status: open } }),
        (left) => left === 0,
      )
      return done
    },
    ({ together, alone, reasons }) =>
      `${together} together, ${alone} at their own desk${[...reasons].map(([why, count]) => `; ${count} × ${why}`).join('')}`,
  )
  const codes = await steps.step(
    'all codes read by the owner',
    () => clerk.pickups(),
    (found) => `${found.length} codes`,
  )
  const counter = await staffSession(db(), 'COUNTER')
  const pickups = await steps.step(
    'looked up by one code',
    () => office.lookUp(counter.headers, codes[0]?.code ?? ''),
    (found) => `${found.length} machines`,
  )
  await steps.step(
    'papers',
    () =>
      office.print(
        counter.headers,
        pickups.map(({ filingId }) => filingId),
      ),
    (files) =>
      `${pickups.length * 4} papers, files of ${files.map((bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`).join(', ')}`,
  )
  await steps.step(
    'handed over',
    () =>
      office.handOver(
        counter.headers,
        pickups.map(({ id }) => id),
        owner.idNumber.slice(-4),
      ),
    (count) => `${count} in one act`,
  )
  return steps.table()
}

/** Filings whose checks are still to be made, and photos to be read for them. */
async function uninspected(filerId: string): Promise<number> {
  const { db } = await import('@/lib/server/database/db')
  const [row] = await db().$queryRaw<{ left: number }[]>`
    WITH own AS (SELECT id, revision FROM filing WHERE "filerId" = ${filerId}::uuid AND status = 'SUBMITTED')
    SELECT (SELECT count(*) FROM own LEFT JOIN inspection i ON i."filingId" = own.id AND i.revision = own.revision
        WHERE i."inspectedAt" IS NULL OR i."wantedAt" IS NOT NULL)::int
      + (SELECT count(*) FROM own JOIN filing_photo p ON p."filingId" = own.id
        JOIN photo_reading r ON r."photoId" = p."photoId" WHERE r."dueAt" IS NOT NULL)::int AS left`
  return row?.left ?? 0
}
