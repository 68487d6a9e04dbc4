import { SYSTEM } from '@/lib/core/actor'
import { PHONE_PATTERN } from '@/lib/core/phone'
import { settingByDivision } from '@/lib/features/setting/queries/settings'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { smsDriver } from '@/lib/server/outside/sms/driver'
import { ensureOutbox, queueMessage } from '@/lib/server/outside/sms/outbox'
import { openPhone } from '@/lib/server/secrets/personal'
import { isReachable, isReminderDue, reminderMessage } from '../rules/reminder'

/** Waiting pickups read at once. */
const BATCH = 500
/** Nobody wants a reminder in the night after a provider's breakdown. */
const STALE_MS = 8 * 3_600_000

/**
 * Reminds owners and agents of numbers that nobody has collected for as long as the setting of their district says. Several
 * servers can run this at once: a guarded update lets one of them remind.
 * @returns how many pickups were reminded of
 */
export async function remindOfCollection(now = new Date()): Promise<number> {
  await ensureOutbox()
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

const PERSON = { select: { id: true, phone: true, registeredAt: true } } as const

function waitingAfter(after: string | undefined) {
  return db().pickup.findMany({
    where: { collectedAt: null, machine: { status: 'ACTIVE' }, ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: 'asc' },
    take: BATCH,
    include: {
      bureau: { select: { officeName: true } },
      machine: { select: { registrationNumber: true } },
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
    const messages = await queueMessages(tx, row, now)
    await audit(tx, SYSTEM, {
      action: 'pickup.remind',
      subjectType: 'filing',
      subjectId: row.filing.id,
      districtCode: row.filing.districtCode,
      details: { pickupId: row.id, reminder: row.reminders + 1, days, messages },
    })
    return true
  })
}

/** @returns how many text messages were queued; none where the provider has no template for them */
async function queueMessages(tx: Tx, { filing, machine, bureau }: Row, now: Date): Promise<number> {
  if (!smsDriver().sends('REMINDER')) return 0
  // A phone that an older register names is a contact, which nobody has proven.
  const phones = [filing.owner, filing.filer].flatMap((party) =>
    party.phone && party.registeredAt ? [openPhone(party)] : [],
  )
  const mobiles = [...new Set(phones)].filter((phone) => PHONE_PATTERN.test(phone))
  for (const phone of mobiles) {
    const message = reminderMessage(phone, machine.registrationNumber ?? '', bureau.officeName)
    await queueMessage(tx, message, new Date(now.getTime() + STALE_MS))
  }
  return mobiles.length
}
