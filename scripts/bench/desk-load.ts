/** What else a server does while an officer decides: others approve, and their queues are read, at a steady pace. */
import { setTimeout as pause } from 'node:timers/promises'
import { filingRoutes } from '@/lib/features/filing/routes'
import type { PrismaClient } from '@/prisma/client'
import { HttpClient } from './http-client'
import { overHttp, type Unit, WORKLOADS } from './workloads'
import { makePeople } from './world'

/** Far above a bureau's: 300 decisions a day and officer make one in a hundred seconds. */
const APPROVALS_PER_SECOND = 10
const READS_PER_SECOND = 30
const OFFICERS = 4
/** Approvals for so many seconds. */
const LONGEST_SECONDS = 240

export type LoadDone = {
  approvalsPerSecond: number
  readsPerSecond: number
  /** Milliseconds of each. */
  approvals: number[]
  reads: number[]
}

/** Made before the database is copied. */
export async function makeDeskLoad(db: PrismaClient, quick: boolean): Promise<Unit[]> {
  const [approve] = WORKLOADS
  if (!approve) throw new Error('no workload')
  const people = await makePeople(db, OFFICERS)
  const each = Math.ceil((APPROVALS_PER_SECOND * (quick ? LONGEST_SECONDS / 6 : LONGEST_SECONDS)) / OFFICERS)
  const units: Unit[] = []
  for (let client = 0; client < OFFICERS; client += 1)
    units.push(...(await approve.prepare(db, people, client, each)))
  return units
}

/**
 * Calls at their times, whether the ones before have been answered or not.
 * @returns ends it, and tells what was answered a second
 */
export function startLoad(port: number, units: Unit[]): () => Promise<LoadDone> {
  const [approve] = WORKLOADS
  const http = new HttpClient(port, 16)
  const send = overHttp(http)
  const began = performance.now()
  const reader = units[0]?.caller
  const calls: Promise<unknown>[] = []
  const failures: unknown[] = []
  const done: Pick<LoadDone, 'approvals' | 'reads'> = { approvals: [], reads: [] }
  let stopped = false
  const every = async (perSecond: number, call: () => Promise<unknown> | undefined) => {
    const start = performance.now()
    for (let count = 0; !stopped; count += 1) {
      const running = call()
      if (running) calls.push(running.catch((error) => failures.push(error)))
      await pause(Math.max(0, start + ((count + 1) * 1000) / perSecond - performance.now()))
    }
  }
  const approveOne = async (unit: Unit) => {
    const start = performance.now()
    await approve?.run(send, unit)
    done.approvals.push(performance.now() - start)
  }
  const readQueue = async () => {
    const start = performance.now()
    if (reader) await send(filingRoutes.queues, reader)
    done.reads.push(performance.now() - start)
  }
  const loops = [
    every(APPROVALS_PER_SECOND, () => {
      const unit = units.pop()
      return unit && approveOne(unit)
    }),
    every(READS_PER_SECOND, readQueue),
  ]
  return async () => {
    stopped = true
    await Promise.all(loops)
    await Promise.all(calls)
    http.close()
    if (failures.length > 0) throw failures[0]
    const seconds = (performance.now() - began) / 1000
    return {
      approvalsPerSecond: done.approvals.length / seconds,
      readsPerSecond: done.reads.length / seconds,
      ...done,
    }
  }
}
