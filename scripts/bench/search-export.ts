/**
 * Files of a hundred thousand machines and more: how long from the order to the last byte, and what the server needs for
 * them; beside it the same rows read by the bare driver, and thrown away.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { EXPORT_FORMATS, type ExportFormat, startExportEndpoint } from '@/lib/features/export/schema'
import { MACHINE_ROW_FIELDS } from '@/lib/features/machine/queries/search/page-sql'
import { MACHINE_COLUMNS } from '@/lib/features/machine/schema/columns'
import { withConnection } from '@/lib/server/database/connect'
import { Prisma } from '@/prisma/client'
import { HttpClient } from './http-client'
import { table } from './report'

const LOOK_EVERY_MS = 250

interface Order {
  url: string
  port: number
  pid: number
  headers: Record<string, string>
  /** As the API takes them. */
  searches: readonly Search[]
}

type Search = { provinceCode?: string }

const HEAD = [
  'Export',
  'Machines',
  'Seconds',
  'Bare reading, s',
  'Ratio',
  'File MB',
  'Server MB before',
  'Server MB at most',
]

/** @returns a table */
export async function measureExports(order: Order): Promise<string> {
  const rows: string[][] = []
  for (const [search, format] of order.searches.flatMap((each) =>
    EXPORT_FORMATS.map((format) => [each, format] as const),
  )) {
    const before = residentMb(order.pid, 'VmRSS')
    forgetPeak(order.pid)
    const { seconds, machines, megabytes } = await exportOnce(order, search, format)
    const peak = residentMb(order.pid, 'VmHWM')
    const bare = await readBare(order.url, search)
    rows.push([
      format,
      machines.toLocaleString('en'),
      seconds.toFixed(1),
      bare.toFixed(1),
      (seconds / bare).toFixed(1),
      megabytes.toFixed(1),
      String(before),
      String(peak),
    ])
  }
  return table(HEAD, rows)
}

async function exportOnce({ port, headers }: Order, search: Search, format: ExportFormat) {
  const http = new HttpClient(port, 1)
  const call = async (method: string, path: string, body?: unknown) => {
    const { status, text } = await http.send(method, path, headers, body)
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`)
    return text
  }
  try {
    const began = performance.now()
    const path = startExportEndpoint.path
    const columns = MACHINE_COLUMNS.filter((column) => !['ownerPhone', 'ownerIdNumber'].includes(column))
    let order = JSON.parse(await call('POST', path, { format, search, columns }))
    while (order.status === 'WAITING' || order.status === 'RUNNING') {
      await pause(LOOK_EVERY_MS)
      order = JSON.parse(await call('GET', `${path}/${order.id}`))
    }
    if (order.status !== 'DONE') throw new Error(`the export ended ${order.status}: ${order.failure}`)
    await call('GET', `${path}/${order.id}/file`)
    return {
      seconds: (performance.now() - began) / 1000,
      machines: order.doneRows as number,
      megabytes: order.bytes / 1e6,
    }
  } finally {
    http.close()
  }
}

/** @returns seconds */
async function readBare(url: string, { provinceCode }: Search): Promise<number> {
  const where = provinceCode ? Prisma.sql`WHERE m."provinceCode" = ${provinceCode}` : Prisma.empty
  const { text, values } = Prisma.sql`
    DECLARE everything CURSOR FOR SELECT ${MACHINE_ROW_FIELDS}
    FROM machine m JOIN account o ON o.id = m."ownerId"
    ${where} ORDER BY m."registeredAt" DESC, m.id DESC`
  return withConnection(url, 'bench', async (client) => {
    const began = performance.now()
    await client.query('BEGIN')
    await client.query(text, values)
    let read = 1
    while (read > 0) {
      const { rowCount } = await client.query({ text: 'FETCH 1000 FROM everything', rowMode: 'array' })
      read = rowCount ?? 0
    }
    return (performance.now() - began) / 1000
  })
}

/** @param what VmRSS: now; VmHWM: the most since the start, or since it was forgotten */
export function residentMb(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024)
}

function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}
