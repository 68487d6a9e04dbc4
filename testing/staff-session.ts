import type { StaffRole } from '@/lib/core/actor'
import type { PrismaClient } from '@/prisma/client'
import { makeStaff } from '@/prisma/factories/staff'
import { staffCookie } from './access-actors'

/** A signed-in member of staff: `headers` are sent by the browser. */
export type StaffSession = { id: string; name: string; headers: Record<string, string> }

export async function staffSession(
  db: PrismaClient,
  role: StaffRole,
  divisionCode = '110101',
): Promise<StaffSession> {
  const staff = await makeStaff(db, role, divisionCode)
  return { id: staff.id, name: staff.name, headers: await staffCookie(staff) }
}
