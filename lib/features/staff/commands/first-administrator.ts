import { SYSTEM } from '@/lib/core/actor'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { hashPassword } from '@/lib/server/secrets/password'
import { auditStaff } from './guard'
import { makePassword } from './new-password'

export type FirstSignIn = { username: string; password: string }

const USERNAME = 'admin'
const NAME = '系统管理'
/** Shown until the administrator has written what is so: nothing is known of the office yet. */
const UNKNOWN = '（未填写）'

/**
 * Creates the first administrator of an installation without staff, for the whole country: with a bureau of the country
 * if there is none. Two that start at the same moment create one.
 * @returns the sign-in, whose password cannot be read again; undefined when there is staff already
 */
export async function createFirstAdministrator(): Promise<FirstSignIn | undefined> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  return transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('first-administrator', 0))`
    if ((await tx.staff.count()) > 0) return undefined
    const bureauId = await bureauOfCountry(tx)
    const person = { username: USERNAME, role: 'ADMINISTRATOR', bureauId } as const
    const { id } = await tx.staff.create({
      data: { ...person, name: '首位管理员', passwordHash, mustChangePassword: true },
    })
    await auditStaff(tx, SYSTEM, 'create', { id, divisionCode: WHOLE_COUNTRY }, person)
    return { username: USERNAME, password }
  })
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
