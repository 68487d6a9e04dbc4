import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { db } from '@/lib/server/database/db'

/** Lays the rule of sign-in for a division where nobody needs a second factor, unless `more` says so. */
export async function signInRule(
  divisionCode: string,
  more: Partial<SettingValue<'staff-sign-in'>> = {},
): Promise<void> {
  const plain = { idleMinutes: 30, secondFactorRoles: [], passwordHistory: 0, passwordMaxDays: 0 }
  const data = { key: 'staff-sign-in', divisionCode, value: { ...plain, ...more }, updatedAt: new Date() }
  await db().setting.create({ data })
}
