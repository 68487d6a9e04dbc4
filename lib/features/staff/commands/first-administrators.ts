import { type StaffRole, SYSTEM } from '@/lib/core/actor'
import { areaContains, WHOLE_COUNTRY } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import type { Prisma } from '@/prisma/client'
import { auditStaff } from './guard'
import { makePassword } from './new-password'

export type FirstSignIn = { role: StaffRole; username: string; password: string }

/** 三员, each with the user name and the name of the first one. */
const FIRST = [
  { role: 'ADMINISTRATOR', username: 'admin', name: '首位系统管理员' },
  { role: 'SECURITY_ADMINISTRATOR', username: 'security', name: '首位安全管理员' },
  { role: 'AUDIT_ADMINISTRATOR', username: 'auditor', name: '首位审计管理员' },
] as const

const NAME = '系统管理'
/** Shown until the administrator has written what is so: nothing is known of the office yet. */
const UNKNOWN = '（未填写）'

/**
 * Creates, for each of the three administrators, one of the whole country where officers work in a bureau for whose area there is nobody of that role:
 * in an empty registry, in one of a release before there were three, and where the last one was disabled from outside. Two
 * servers that start at the same moment create them once.
 * @returns the sign-ins, whose passwords cannot be read again; empty when nobody is missing
 */
export async function createFirstAdministrators(): Promise<FirstSignIn[]> {
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('first-administrator', 0))`
    const made: FirstSignIn[] = []
    for (const { role, name, username: wanted } of FIRST) {
      if (await hasEverywhere(tx, role)) continue
      const username = await freeUsername(tx, wanted)
      const password = makePassword()
      const passwordHash = await hashPassword(password)
      const person = { username, role, bureauId: await bureauOfCountry(tx) }
      const { id } = await tx.staff.create({
        data: { ...person, name, passwordHash, mustChangePassword: true, passwordIssuedAt: new Date() },
      })
      await auditStaff(tx, SYSTEM, 'create', { id, divisionCode: WHOLE_COUNTRY }, person)
      made.push({ role, username, password })
    }
    return made
  })
}

/** Is there an enabled person of the role at all, and for every bureau in which officers work? */
async function hasEverywhere(tx: Tx, role: StaffRole): Promise<boolean> {
  const areasOf = async (which: Prisma.StaffWhereInput) => {
    const where = { disabledAt: null, staff: { some: { ...which, disabledAt: null } } }
    const bureaus = await tx.bureau.findMany({ where, select: { divisionCode: true } })
    return bureaus.map(({ divisionCode }) => divisionCode)
  }
  const areas = await areasOf({ role })
  const served = await areasOf({ role: { notIn: FIRST.map((each) => each.role) } })
  return areas.length > 0 && served.every((code) => areas.some((area) => areaContains(area, code)))
}

/** Somebody else may bear the name already: security, security.2, security.3 … */
async function freeUsername(tx: Tx, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const username = n === 1 ? wanted : `${wanted}.${n}`
    if ((await tx.staff.count({ where: { username } })) === 0) return username
  }
}

async function bureauOfCountry(tx: Tx): Promise<string> {
  const divisionCode = WHOLE_COUNTRY
  const present = await tx.bureau.findFirst({ where: { divisionCode, disabledAt: null } })
  if (present) return present.id
  const office = { officeName: NAME, address: UNKNOWN, phone: UNKNOWN, hours: UNKNOWN }
  const fields = { name: NAME, divisionCode, ...office }
  const { id } = await tx.bureau.create({ data: fields })
  const subject = { subjectType: 'bureau', subjectId: id, districtCode: divisionCode }
  await audit(tx, SYSTEM, { action: 'bureau.create', ...subject, details: fields })
  return id
}
