import type { StaffRole } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { staffCookie } from '@/testing/access-actors'

/** The headers of a demo officer's requests. @param divisionCode of the bureau, '000000' for the whole country */
export async function staffCookieOf(role: StaffRole, divisionCode: string): Promise<Record<string, string>> {
  const staff = await db().staff.findFirstOrThrow({ where: { role, bureau: { divisionCode } } })
  return staffCookie(staff)
}
