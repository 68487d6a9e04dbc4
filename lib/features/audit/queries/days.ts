import { z } from 'zod'
import { dayMac } from '@/lib/server/audit/day-mac'
import { db, longTransaction } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { fault } from '../rules/fault'
import type { AuditDayView, AuditFault } from '../schema'
import { registryId } from './chain'

const checkedDay = z.object({
  day: z.string(),
  firstSeq: z.bigint(),
  lastSeq: z.bigint(),
  events: z.int(),
  root: z.string(),
  mac: z.string(),
  sealed: z.int(),
  hash: z.string().nullable(),
})
const SHOWN = 400

/** The roots of days, newest first; for everyone: no event, nobody's data. @param before only days before this one */
export async function listAuditDays(before: string | undefined): Promise<AuditDayView[]> {
  const days = await db().auditDay.findMany({
    where: before === undefined ? {} : { day: { lt: new Date(before) } },
    orderBy: { day: 'desc' },
    take: SHOWN,
    select: { day: true, events: true, root: true, lastSeq: true },
  })
  return days.map(({ day, lastSeq, ...rest }) => ({
    day: day.toISOString().slice(0, 10),
    lastSeq: lastSeq.toString(),
    ...rest,
  }))
}

/** Compares each day's root with its signature and with the chain, and names the day. */
export async function dayFaults(): Promise<AuditFault[]> {
  const database = await registryId()
  const days = await longTransaction(
    'verify',
    (tx) => rowsOf(tx, checkedDay)`
      SELECT d.day::text AS day, d."firstSeq", d."lastSeq", d.events, d.root, d.mac,
        (SELECT count(*)::int FROM audit_seal s WHERE s.seq BETWEEN d."firstSeq" AND d."lastSeq") AS sealed,
        (SELECT hash FROM audit_seal s WHERE s.seq = d."lastSeq") AS hash
      FROM audit_day d ORDER BY d.day`,
  )
  const faults: AuditFault[] = []
  let next = 1n
  for (const { day, mac, sealed, hash, ...root } of days) {
    const found = (what: string) => `${day} 的${what}`
    if (dayMac(database, { day, ...root }) !== mac)
      faults.push(fault('DAY_FORGED', { what: found('每日根签名不符，不是本系统写下的，或被改动') }))
    else if (hash !== root.root || sealed !== root.events)
      faults.push(fault('DAY_DIFFERS', { what: found('每日根与记录不符：该日或之前的记录被改动或缺失') }))
    if (root.firstSeq !== next)
      faults.push(fault('DAY_MISSING', { what: found('每日根之前缺少一天或几天的每日根') }))
    next = root.lastSeq + 1n
  }
  return faults
}
