/**
 * `npm run bench -- --attack`: officers at work, first alone, then while 200 photos of nearly 10 MB are sent, half of them by one person,
 * and readiness is asked a thousand times at once. Fails when the officers' p95 or the memory of all processes beside PostgreSQL is
 * beyond its target. Writes the section `attack`.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { say } from '../lib/say'
import { sumOf } from './attack/process-memory'
import { memoryTable, type Watched, watch } from './attack/sample'
import { type Registry, startRegistry } from './attack/start-registry'
import { askReadiness, largePhoto, type Uploaded, uploadUntil } from './attack/uploads'
import type { LoadDone } from './desk-load'
import { quantile } from './measure'
import { machineFacts, table, writeSection } from './report'
import type { Unit } from './workloads'

const UPLOADS = 200
/** Half of the photos are one person's, the others these people's. */
const OTHERS = 20
const PICTURES = 16
const READINESS_CALLS = 1_000
const ALONE_MS = 20_000
/** The officers' filings last longer. */
const LONGEST_MS = 180_000
/** Above the sum of all rules' versions: nothing is to be checked again. */
const ANY_RULES = 1_000_000
const PROGRESS_MS = 10_000
const TARGET_P95_MS = 500
const TARGET_MB = 400

export async function measureAttack(quick: boolean): Promise<number> {
  const facts = machineFacts()
  say('a registry as npm start runs it')
  const registry = await startRegistry('none')
  try {
    const { units, senders } = await makeWorld(quick)
    const count = quick ? UPLOADS / 10 : UPLOADS
    const photos = await Promise.all(Array.from({ length: quick ? 2 : PICTURES }, largePhoto))
    const ready = await watch(registry, 'ready', () => pause(2_000))
    say('the officers alone')
    const alone = await officersAt(registry, units, 'officers alone', () => pause(ALONE_MS))
    say(`${count} uploads and ${READINESS_CALLS} readiness calls`)
    const uploaded: Uploaded = { stored: 0, refused: 0, cut: 0, seconds: [] }
    let asked: number[] = []
    const attacked = await officersAt(registry, units, 'under the attack', async () => {
      const until = performance.now() + LONGEST_MS
      const sending = Array.from({ length: count }, (_, n) => {
        const sender = senders[n % 2 === 0 ? 0 : 1 + (((n - 1) / 2) % OTHERS)] ?? ''
        return uploadUntil(registry.port, sender, photos[n % photos.length] as Buffer, uploaded, until)
      })
      const progress = setInterval(
        () => say(`  ${uploaded.stored} stored, ${uploaded.refused} times refused, ${uploaded.cut} cut`),
        PROGRESS_MS,
      )
      asked = await askReadiness(registry.port, READINESS_CALLS)
      await Promise.all(sending).finally(() => clearInterval(progress))
    })
    const after = await watch(registry, 'half a minute later', () => pause(30_000))
    const seen = [ready, alone.seen, attacked.seen, after]
    const text = [
      `${facts}.`,
      table(
        ['Officers', 'Calls', 'p50 ms', 'p95 ms', 'p99 ms', 'Longest ms'],
        [...rowsOf(alone), ...rowsOf(attacked)],
      ),
      memoryTable(seen),
      `${uploaded.stored} of ${count} photos (${mb(photos[0]?.length ?? 0)} MB each) stored, each within ${Math.max(...uploaded.seconds).toFixed(0)} s (half of them within ${quantile(uploaded.seconds, 0.5).toFixed(0)} s); ${uploaded.refused} times refused unread and sent again, ${uploaded.cut} connections cut. ${asked.length} readiness calls at once: answered within ${Math.max(...asked).toFixed(0)} ms (p95 ${quantile(asked, 0.95).toFixed(0)} ms).`,
    ].join('\n\n')
    say(`\n${text}`)
    if (!quick) writeSection('attack', text)
    const { approvals, reads } = attacked.done
    const slow = [approvals, reads].some((times) => quantile(times, 0.95) >= TARGET_P95_MS)
    const large = seen.some(({ peak }) => sumOf(peak) >= TARGET_MB)
    return slow || large || uploaded.stored < count ? 1 : 0
  } finally {
    await registry.stop()
  }
}

/** Imported late: these modules read the settings of the registry when loaded. */
async function makeWorld(quick: boolean): Promise<{ units: Unit[]; senders: string[] }> {
  const { db } = await import('@/lib/server/database/db')
  const { closeConnections } = await import('@/lib/server/database/connections')
  const { makeDeskLoad } = await import('./desk-load')
  const { makeAccount } = await import('@/prisma/factories/account')
  const { bearer } = await import('@/testing/access-actors')
  const units = await makeDeskLoad(db(), quick)
  const senders: string[] = []
  for (let n = 0; n <= OTHERS; n += 1) {
    const { authorization = '' } = await bearer((await makeAccount(db())).id)
    senders.push(authorization)
  }
  // Filings are checked when they are submitted; all of these at once would be another load.
  await db().$executeRaw`
    INSERT INTO inspection ("filingId", revision, "rulesVersion", "inspectedAt")
    SELECT id, revision, ${ANY_RULES}, now() FROM filing ON CONFLICT DO NOTHING`
  // Of rows made a moment ago PostgreSQL knows nothing for a minute.
  await db().$executeRaw`ANALYZE`
  await closeConnections()
  return { units, senders }
}

type Phase = { done: LoadDone; seen: Watched }

async function officersAt(
  registry: Registry,
  units: Unit[],
  title: string,
  meanwhile: () => Promise<unknown>,
): Promise<Phase> {
  const { startLoad } = await import('./desk-load')
  const end = startLoad(registry.port, units)
  const seen = await watch(registry, title, meanwhile)
  return { done: await end(), seen }
}

function rowsOf({ done, seen: { title } }: Phase): string[][] {
  const row = (what: string, times: number[]) => [
    `${what}, ${title}`,
    String(times.length),
    ...[quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99), Math.max(...times)].map((ms) =>
      ms.toFixed(1),
    ),
  ]
  return [row('approvals', done.approvals), row('queue counts', done.reads)]
}

const mb = (bytes: number) => (bytes / 1_000_000).toFixed(1)
