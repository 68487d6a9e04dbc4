/**
 * `npm run bench -- --batch`: a table of 5,000 machines checked, and a unit's 300 machines with twenty planted faults from
 * the table to the submission of those whose photos are in one archive, through the routes and jobs in this process. Writes the section `batch`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { BatchArchive, BatchDto } from '@/lib/features/batch/schema'
import { filledTable, type TypedRow, typedMachine } from '@/testing/batch-table'
import { callRoute } from '@/testing/call-route'
import { ownerSession } from '@/testing/owner-session'
import { say } from '../lib/say'
import { machineFacts, table, writeSection } from './report'

const KINDS = ['正面', '正面偏右45', '右侧', '后面', '铭牌']
const FAULTS = 20
/** Machines of the fleet whose photos are in the one archive that is measured. */
const PHOTOGRAPHED = 20

type Step = { what: string; count: number; seconds: number; mb: number; found: string }

export async function measureBatch(quick: boolean): Promise<number> {
  const facts = machineFacts()
  const steps: Step[] = []
  const bench = await Bench.open()
  const many = quick ? 500 : 5_000
  const big = await filledTable(Array.from({ length: many }, (_, n) => typedMachine(n, 'MA')))
  steps.push(
    await measured('a table checked', many, async () => {
      const { rows, faulty } = await bench.check(big)
      return `${rows} rows, ${faulty} with faults`
    }),
  )
  const fleet = quick ? 40 : 300
  const batch = await bench.fleet(fleet, steps)
  await bench.photos(batch, PHOTOGRAPHED, steps)
  await bench.submit(batch, PHOTOGRAPHED, steps)
  const cells = steps.map(({ what, count, seconds, mb, found }) => [
    what,
    String(count),
    seconds.toFixed(1),
    mb.toFixed(0),
    found,
  ])
  const text = `${facts}\n\n${table(['Step', 'machines', 's', 'most memory, MB', 'result'], cells)}`
  say(text)
  if (!quick) writeSection('batch', text)
  return 0
}

class Bench {
  private constructor(
    private readonly token: string,
    private readonly routes: typeof import('@/lib/features/batch/routes').batchRoutes,
  ) {}

  static async open(): Promise<Bench> {
    const { db } = await import('@/lib/server/database/db')
    const { batchRoutes } = await import('@/lib/features/batch/routes')
    const { token } = await ownerSession(db(), { type: 'UNIT' })
    return new Bench(token, batchRoutes)
  }

  async check(content: Buffer): Promise<BatchDto> {
    const { routes, token } = this
    const file = { content, name: '车队.xlsx' }
    const { status, body } = await callRoute<BatchDto>(routes.checkBatch, { token, file })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body
  }

  /** The table with its faults, and the drafts of the others. */
  async fleet(count: number, steps: Step[]): Promise<string> {
    const typed = Array.from(
      { length: count },
      (_, n): TypedRow =>
        n < FAULTS ? { ...typedMachine(n, 'FL'), 机械类别: '飞机' } : typedMachine(n, 'FL'),
    )
    const content = await filledTable(typed)
    let id = ''
    steps.push(
      await measured('a fleet checked', count, async () => {
        const found = await this.check(content)
        id = found.id
        return `${found.faulty} faults of ${FAULTS} planted`
      }),
    )
    const { draftRows } = await import('@/lib/features/batch/commands/draft-rows')
    await callRoute(this.routes.draftBatch, { token: this.token, params: { id } })
    steps.push(
      await measured('drafts', count - FAULTS, async () => {
        await draftRows(id)
        return `${(await this.batch(id)).drafted} drafts`
      }),
    )
    return id
  }

  /** Five photos a machine of 1600 × 1200, in one archive for the first machines. */
  async photos(id: string, count: number, steps: Step[]): Promise<void> {
    const { placePhotos } = await import('@/lib/features/batch/commands/place-photos')
    const content = await archiveOf(Array.from({ length: count }, (_, n) => n + FAULTS + 3))
    const { routes, token } = this
    steps.push(
      await measured('photos placed', count, async () => {
        const file = { content, name: '照片.zip' }
        const sent = await callRoute<BatchArchive>(routes.addArchive, { token, params: { id }, file })
        if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
        await placePhotos(sent.body.id)
        const { body } = await callRoute<{ data: BatchArchive[] }>(routes.batchArchives, {
          token,
          params: { id },
        })
        return `${body.data[0]?.attached} photos, ${(content.length / 1024 / 1024).toFixed(0)} MB`
      }),
    )
  }

  async submit(id: string, count: number, steps: Step[]): Promise<void> {
    const { submitRows } = await import('@/lib/features/batch/commands/submit-rows')
    steps.push(
      await measured('submitted together', count, async () => {
        await callRoute(this.routes.submitBatch, { token: this.token, params: { id }, body: { count } })
        await submitRows(id)
        const { submitted, submitRefused } = await this.batch(id)
        return `${submitted} submitted, ${submitRefused} refused`
      }),
    )
  }

  private async batch(id: string): Promise<BatchDto> {
    return (await callRoute<BatchDto>(this.routes.getBatch, { token: this.token, params: { id } })).body
  }
}

async function archiveOf(lines: readonly number[]): Promise<Buffer> {
  const { ZipWriter } = await import('@/lib/server/sheet/zip/write-zip')
  const zip = new ZipWriter()
  const base = await drawn()
  const pieces: Buffer[] = []
  for (const line of lines)
    for (const kind of KINDS) {
      const name = `第${line}行-${kind}.jpg`
      for await (const piece of zip.entry(name, [Buffer.concat([base, Buffer.from(name)])]))
        pieces.push(piece)
    }
  return Buffer.concat([...pieces, zip.end()])
}

/** Drawn once; bytes after its end make each a file of its own. */
function drawn(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 120, sigma: 20 }
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#5b7a99', noise } })
    .blur(3)
    .jpeg()
    .toBuffer()
}

/** Runs a step; its memory is the most that this process and its children held together, looked at ten times a second. */
async function measured(what: string, count: number, run: () => Promise<string>): Promise<Step> {
  let mb = heldMb()
  const watch = setInterval(() => {
    mb = Math.max(mb, heldMb())
  }, 100)
  const began = performance.now()
  try {
    const found = await run()
    const step = { what, count, seconds: (performance.now() - began) / 1000, mb, found }
    say(`${what}: ${step.seconds.toFixed(1)} s, ${mb.toFixed(0)} MB, ${found}`)
    return step
  } finally {
    clearInterval(watch)
  }
}

function heldMb(): number {
  const own = String(process.pid)
  const status = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/status`, 'utf8')
    } catch {
      return ''
    }
  }
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const mine = all
    .map((pid) => ({ pid, text: status(pid) }))
    .filter(({ pid, text }) => pid === own || text.includes(`\nPPid:\t${own}\n`))
  return mine.reduce((sum, { text }) => sum + Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0), 0) / 1024
}
