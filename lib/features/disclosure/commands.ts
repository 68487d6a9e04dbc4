import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { chinaDay, chinaDayEnd } from '@/lib/core/clock'
import { secondsUntil } from '@/lib/core/lock-out'
import { findSetting } from '@/lib/features/setting/queries/settings'
import { type AuditEntry, audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { Purpose, Stated } from './schema'

/**
 * Records that an officer is shown personal data in full, and for what, within the number that the bureau allows a day.
 * @param stated as the officer chose it; where nothing was chosen, `own` is the purpose of the act itself
 * @param own absent where the purpose must be chosen
 * @throws AppError INVALID at `purpose`, `purposeText`; RATE_LIMITED when today's number is used up
 */
export async function recordReveal(
  tx: Tx,
  actor: StaffActor,
  entry: AuditEntry,
  stated: Stated,
  own?: Purpose,
): Promise<void> {
  const purpose = purposeOf(stated, own)
  const { revealsPerDay } = await findSetting(tx, 'personal-access', actor.divisionCode)
  await countToday(tx, actor, 'reveals', revealsPerDay, '查看完整号码')
  await audit(tx, actor, { ...entry, details: { ...entry.details, ...purpose } })
}

/** The same for a file with personal columns. @returns what the audit row of the export states */
export async function allowPersonalExport(
  tx: Tx,
  actor: StaffActor,
  stated: Stated,
): Promise<{ accessPurpose: Purpose; purposeText?: string }> {
  const purpose = purposeOf(stated)
  const { exportsPerDay } = await findSetting(tx, 'personal-access', actor.divisionCode)
  await countToday(tx, actor, 'personal-exports', exportsPerDay, '导出含个人信息的文件')
  return purpose
}

function purposeOf({ purpose, purposeText }: Stated, own?: Purpose) {
  const accessPurpose = purpose ?? own
  if (!accessPurpose) throw fieldError('purpose', '请选择目的，它会与这次操作一起记录', 'PURPOSE_REQUIRED')
  if (accessPurpose === 'OTHER' && !purposeText)
    throw fieldError('purposeText', '请说明目的，至少 4 个字', 'PURPOSE_REQUIRED')
  return { accessPurpose, ...(purposeText ? { purposeText } : {}) }
}

const countRow = z.object({ points: z.int() })

/** In the limiter's table, in this transaction: what was refused is not counted. */
async function countToday(
  tx: Tx,
  actor: StaffActor,
  name: string,
  limit: number,
  act: string,
): Promise<void> {
  const day = chinaDay(new Date())
  const end = chinaDayEnd(day)
  const [row] = await rowsOf(tx, countRow)`
    INSERT INTO rate_limit AS r (key, points, expire)
    VALUES (${`${name}-of-day:${day}:${actor.id}`}, 1, ${end.getTime()})
    ON CONFLICT (key) DO UPDATE SET points = r.points + 1
    RETURNING points`
  if (!row || row.points <= limit) return
  throw new AppError('RATE_LIMITED', {
    detail: `您今天${act}已达 ${limit} 次，明天可以继续；工作确需更多的，请管理员在“规则”的“个人信息的查看和导出”里调整`,
    retryAfterSeconds: secondsUntil(end),
  })
}
