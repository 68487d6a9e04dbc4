import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { GET as getFile } from '@/app/api/console/exports/[id]/file/route'
import { GET as getOne } from '@/app/api/console/exports/[id]/route'
import { POST as start } from '@/app/api/console/exports/route'
import { runExport } from '@/lib/features/export/commands/run'
import type { ExportFormat, MachineExport } from '@/lib/features/export/schema'
import { MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { env } from '@/lib/server/env'
import { readCsv } from '@/lib/server/sheet/read-csv'
import { readXlsx } from '@/lib/server/sheet/read-xlsx'
import type { Cell } from '@/lib/server/sheet/sheet'
import { callRoute } from './call-route'
import type { StaffSession } from './staff-session'

type Asked = {
  format?: ExportFormat
  search?: Record<string, unknown>
  columns?: readonly string[]
  personal?: boolean
}
type Answer = MachineExport & { detail?: string }

/** Asks for an export as the page does. */
export function ask(
  { headers }: StaffSession,
  { format = 'CSV', search = {}, columns = MACHINE_COLUMNS, personal }: Asked = {},
) {
  return callRoute<Answer>(start, { headers, body: { format, search, columns, personal } })
}

export async function started(session: StaffSession, asked?: Asked): Promise<string> {
  const { status, body } = await ask(session, asked)
  expect(status, JSON.stringify(body)).toBe(201)
  expect(body.status).toBe('WAITING')
  return body.id
}

export async function shown({ headers }: StaffSession, id: string): Promise<MachineExport> {
  return (await callRoute<MachineExport>(getOne, { headers, params: { id } })).body
}

/** Asks, lets the job's work be done and fetches the file. */
export async function exported(session: StaffSession, asked?: Asked) {
  const id = await started(session, asked)
  await runExport(id)
  return { id, row: await shown(session, id), ...(await fetched(session, id)) }
}

export async function fetched({ headers }: StaffSession, id: string) {
  const url = `http://localhost:3000${getFile.endpoint.path.replace('{id}', id)}`
  const answer = await getFile(new Request(url, { headers }), { params: Promise.resolve({ id }) })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** The rows of a file, its head first; of a text table without the tabs that keep digits whole. */
export async function rowsOf(format: ExportFormat, bytes: Buffer): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const { cells } of format === 'XLSX' ? readXlsx(bytes) : readCsv(bytes)) rows.push(cells)
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
