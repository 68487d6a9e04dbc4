import type { AppError } from '@/lib/core/app-error'

/** Why a request could not be served, though nothing is wrong with it: the same one may soon succeed. */
export type Outage = { code: AppError['code']; detail?: string }

/** Codes of Prisma, PostgreSQL and the system, in the order in which they are looked for. */
const OUTAGES: [RegExp, Outage][] = [
  // Disk or quota full, the database's or ours.
  [/"(ENOSPC|EDQUOT|53100)"/, { code: 'STORAGE_FULL' }],
  // A folder that became read-only, or another user's.
  [/"(EROFS|EACCES)"/, { code: 'UNAVAILABLE', detail: '服务器暂时不能写入文件，没有保存，请稍后再试' }],
  // A standby, or a primary that was made read-only.
  [/"25006"/, { code: 'UNAVAILABLE', detail: '数据库暂时只能查询，没有保存，请稍后再试' }],
  // Too many connections or too little memory; a lock, a statement or a transaction that took too long; others at the same rows.
  [
    /"(P2024|P2028|P2034|P2037|53200|53300|53400|55P03|57014|25P0[34]|40001|40P01)"/,
    { code: 'UNAVAILABLE', detail: '系统繁忙，没有办成，请稍后再试' },
  ],
  // No connection, connection lost, server stopping or starting.
  [
    /"(P1001|P1002|P1008|P1017|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P0[123]|08\w{3})"|DatabaseNotReachable|ConnectionClosed|SocketTimeout/,
    { code: 'UNAVAILABLE' },
  ],
]
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Server has closed the connection|Query read timeout|not queryable/

/** @returns what to answer, when the database or the disk is temporarily unavailable; null for any other error */
export function outageOf(error: unknown): Outage | null {
  if (!(error instanceof Error)) return null
  const meta = 'meta' in error ? error.meta : undefined
  const code = 'code' in error ? error.code : undefined
  const facts = JSON.stringify([code, meta])
  const found = OUTAGES.find(([codes]) => codes.test(facts))
  if (found) return found[1]
  return LOST.test(error.message) ? { code: 'UNAVAILABLE' } : outageOf(error.cause)
}
