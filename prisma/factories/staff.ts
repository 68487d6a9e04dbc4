import type { PrismaClient } from '../client'
import type { Bureau, Staff } from '../generated/client'
import type { StaffRole } from '../generated/enums'
import { factoryPasswordHash } from './password'
import { nextNumber } from './sequence'

/** A bureau of a division (six digits, to be in the reference data). */
export function makeBureau(
  db: PrismaClient,
  divisionCode: string,
  overrides: Partial<Pick<Bureau, 'name' | 'officeName' | 'address' | 'phone' | 'hours' | 'disabledAt'>> = {},
): Promise<Bureau> {
  const n = nextNumber()
  return db.bureau.create({
    data: {
      name: `${divisionCode} 生态环境局 ${n}`,
      divisionCode,
      officeName: '政务服务中心生态环境窗口',
      address: '人民路 1 号',
      phone: '010-12345678',
      hours: '工作日 9:00–12:00，13:30–17:00',
      ...overrides,
    },
  })
}

/** A member of staff of the division's first bureau, which is made if there is none. Signs in with FACTORY_PASSWORD. */
export async function makeStaff(
  db: PrismaClient,
  role: StaffRole,
  divisionCode: string,
  overrides: Partial<Pick<Staff, 'username' | 'name' | 'bureauId' | 'passwordHash' | 'disabledAt'>> = {},
): Promise<Staff> {
  const n = nextNumber()
  const bureauId = overrides.bureauId ?? (await bureauOf(db, divisionCode)).id
  return db.staff.create({
    data: {
      username: `${role.toLowerCase()}.${n}`,
      name: `工作人员${n}`,
      role,
      passwordHash: await factoryPasswordHash(),
      ...overrides,
      bureauId,
    },
  })
}

export async function bureauOf(db: PrismaClient, divisionCode: string): Promise<Bureau> {
  const found = await db.bureau.findFirst({
    where: { divisionCode, disabledAt: null },
    orderBy: { createdAt: 'asc' },
  })
  return found ?? makeBureau(db, divisionCode)
}
