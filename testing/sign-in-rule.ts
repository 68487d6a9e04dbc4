import type { StaffRole } from '@/lib/core/actor'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { db } from '@/lib/server/database/db'

type Rule = {
  idleMinutes: number
  secondFactorRoles: StaffRole[]
  passwordHistory: number
  passwordMaxDays: number
  activationHours: number
  issuedPasswordHours: number
}

/** Lays the rule of sign-in for a division where nobody needs a second factor, unless `more` says so. */
export async function signInRule(divisionCode: string, more: Partial<Rule> = {}): Promise<void> {
  const plain: Rule = {
    idleMinutes: 30,
    secondFactorRoles: [],
    passwordHistory: 0,
    passwordMaxDays: 0,
    activationHours: 72,
    issuedPasswordHours: 72,
  }
  // An area may only demand more than the whole country does.
  await db().setting.upsert({
    where: { key_divisionCode: { key: 'staff-sign-in', divisionCode: WHOLE_COUNTRY } },
    create: { key: 'staff-sign-in', divisionCode: WHOLE_COUNTRY, value: plain },
    update: {},
  })
  const data = { key: 'staff-sign-in', divisionCode, value: { ...plain, ...more }, updatedAt: new Date() }
  await db().setting.create({ data })
}
