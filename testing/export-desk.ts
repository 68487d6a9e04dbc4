import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { Cell } from '@/lib/core/sheet-cell'
import { env } from '@/lib/server/env'
import type { Route } from '@/lib/server/http/define-route'
import { openSheet } from '@/lib/server/sheet/read-sheet'
import { WEB_LIMITS } from '@/lib/server/sheet/sheet'
import { bytesSource } from '@/lib/server/sheet/source'
import { callRoute, fetchRoute } from './call-route'
import type { StaffSession } from './staff-session'

type Format = 'XLSX' | 'CSV'
type Options = {
  format?: Format
  search?: Record<string, unknown>
  columns?: readonly string[]
  personal?: boolean
}
/** The routes of the exports under test, the job, and the default columns. */
type Subject = {
  start: Route
  getOne: Route
  getFile: Route
  run: (id: string) => Promise<void>
  columns: readonly string[]
}

/** Helpers that start, read and download exports in tests. */
export function exportDesk<Row extends { id: string; status: string }>(subject: Subject) {
  /** Starts an export as the page does. */
  const ask = ({ headers }: StaffSession, options: Options = {}) => {
    const { format = 'CSV', search = {}, columns = subject.columns, personal } = options
    const purpose = personal ? 'INSPECTION' : undefined
    const body = { format, search, columns, personal, purpose }
    return callRoute<Row & { detail?: string }>(subject.start, { headers, body })
  }
  const started = async (session: StaffSession, options?: Options): Promise<string> => {
    const { status, body } = await ask(session, options)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.status).toBe('WAITING')
    return body.id
  }
  const shown = async ({ headers }: StaffSession, id: string): Promise<Row> =>
    (await callRoute<Row>(subject.getOne, { headers, params: { id } })).body
  const fetched = async ({ headers }: StaffSession, id: string) => {
    const answer = await fetchRoute(subject.getFile, { params: { id }, headers })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  /** Starts an export, runs its job and downloads the file. */
  const exported = async (session: StaffSession, options?: Options) => {
    const id = await started(session, options)
    await subject.run(id)
    return { id, row: await shown(session, id), ...(await fetched(session, id)) }
  }
  return { ask, started, shown, fetched, exported }
}

/** The rows of a file, heading first. */
export async function rowsOf(bytes: Buffer): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const { cells } of (await openSheet(bytesSource(bytes), WEB_LIMITS)).rows) rows.push(cells)
  return rows
}

/** Files of exports in storage, and temporary ones. */
export async function filesLeft(): Promise<string[]> {
  const folders = ['photos/exports', 'scratch'].map((folder) => path.join(env().DATA_DIR, folder))
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true }).catch(() => [] as string[])),
  )
  return found.flat().filter((name) => /\.(xlsx|csv|part)$/.test(name))
}
