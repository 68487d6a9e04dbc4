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
type Asked = {
  format?: Format
  search?: Record<string, unknown>
  columns?: readonly string[]
  personal?: boolean
}
/** What is tried: the routes of exports, the job's work, and the columns asked for unless others are named. */
type Tried = {
  start: Route
  getOne: Route
  getFile: Route
  run: (id: string) => Promise<void>
  columns: readonly string[]
}

/** How tests ask for exports, look at them and fetch them. */
export function exportDesk<Row extends { id: string; status: string }>(tried: Tried) {
  /** As the page does. */
  const ask = ({ headers }: StaffSession, asked: Asked = {}) => {
    const { format = 'CSV', search = {}, columns = tried.columns, personal } = asked
    const body = { format, search, columns, personal }
    return callRoute<Row & { detail?: string }>(tried.start, { headers, body })
  }
  const started = async (session: StaffSession, asked?: Asked): Promise<string> => {
    const { status, body } = await ask(session, asked)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.status).toBe('WAITING')
    return body.id
  }
  const shown = async ({ headers }: StaffSession, id: string): Promise<Row> =>
    (await callRoute<Row>(tried.getOne, { headers, params: { id } })).body
  const fetched = async ({ headers }: StaffSession, id: string) => {
    const answer = await fetchRoute(tried.getFile, { params: { id }, headers })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  /** Asks, lets the job's work be done and fetches the file. */
  const exported = async (session: StaffSession, asked?: Asked) => {
    const id = await started(session, asked)
    await tried.run(id)
    return { id, row: await shown(session, id), ...(await fetched(session, id)) }
  }
  return { ask, started, shown, fetched, exported }
}

/** The rows of a file, its head first. */
export async function rowsOf(bytes: Buffer): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const { cells } of (await openSheet(bytesSource(bytes), WEB_LIMITS)).rows) rows.push(cells)
  return rows
}

/** Files of exports in storage, and those in the making. */
export async function filesLeft(): Promise<string[]> {
  const folders = ['photos/exports', 'scratch'].map((folder) => path.join(env().DATA_DIR, folder))
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true }).catch(() => [] as string[])),
  )
  return found.flat().filter((name) => /\.(xlsx|csv|part)$/.test(name))
}
