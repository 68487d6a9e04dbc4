import { SYSTEM } from '@/lib/core/actor'
import { settingByDivision } from '@/lib/features/setting/queries/settings'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { audit } from '@/lib/server/audit/audit'
import { db, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { isReachable, isReminderDue } from '../rules/reminder'

/** Waiting pickups read at once. */
const BATCH = 500

/**
 * Reminds owners and agents, by a notice and its text message (docs/decisions/0070), of numbers that nobody has collected for as long as the setting of their district says. Several
 * servers can run this at once: a guarded update lets one of them remind.
 * @returns how many pickups were reminded of
 */
export async function remindOfCollection(now = new Date()): Promise<number> {
  const ruleOf = await settingByDivision(db(), 'collection-reminder')
  let reminded = 0
  for (let after: string | undefined; ; ) {
    const rows = await waitingAfter(after)
    for (const row of rows) {
      const rule = ruleOf(row.filing.districtCode ?? '')
      if (isReachable(row.filing) && isReminderDue(row, rule, now) && (await remind(row, rule, now)))
        reminded += 1
    }
    after = rows.at(-1)?.id
    if (rows.length < BATCH) return reminded
  }
}

const PERSON = { select: { registeredAt: true } } as const

function waitingAfter(after: string | undefined) {
  return db().pickup.findMany({
    where: { collectedAt: null, machine: { status: 'ACTIVE' }, ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: 'asc' },
    take: BATCH,
    include: {
      filing: {
        select: { id: true, districtCode: true, ownerId: true, filerId: true, owner: PERSON, filer: PERSON },
      },
    },
  })
}

type Row = Awaited<ReturnType<typeof waitingAfter>>[number]

function remind(row: Row, { days }: SettingValue<'collection-reminder'>, now: Date): Promise<boolean> {
  return transact(async (tx) => {
    const { count } = await tx.pickup.updateMany({
      where: { id: row.id, collectedAt: null, reminders: row.reminders, machine: { status: 'ACTIVE' } },
      data: { reminders: { increment: 1 }, remindedAt: now },
    })
    if (count !== 1) return false
    await notify(tx, { filing: row.filing, kind: 'REMINDER' })
    await audit(tx, SYSTEM, {
      action: 'pickup.remind',
      subjectType: 'filing',
      subjectId: row.filing.id,
      districtCode: row.filing.districtCode,
      details: { pickupId: row.id, reminder: row.reminders + 1, days },
    })
    return true
  })
}
