import type { Prisma } from '../../client'
import { ACTS_ALONE_RULES } from '../../factories/acts-alone'
import { idAt } from '../../factories/sequence'
import type { StaffRole } from '../../generated/enums'

/** Five bureaus with their offices and staff. People are invented; addresses are of the right kind, not of a real counter. */
type BureauSeed = {
  divisionCode: string
  name: string
  officeName: string
  address: string
  phone: string
  hours: string
  staff: { username: string; name: string; role: StaffRole }[]
}

const HOURS = '周一至周五 9:00–12:00，13:30–17:00（法定节假日除外）'

const BUREAUS: BureauSeed[] = [
  {
    divisionCode: '000000',
    name: '生态环境部（全国）',
    officeName: '大气环境司 移动源处',
    address: '北京市东城区东长安街 12 号',
    phone: '010-65640000',
    hours: HOURS,
    staff: [
      { username: 'supervisor.nation', name: '吴国清', role: 'SUPERVISOR' },
      { username: 'admin.nation', name: '全国管理员', role: 'ADMINISTRATOR' },
      { username: 'security', name: '许安平', role: 'SECURITY_ADMINISTRATOR' },
      { username: 'auditor', name: '沈一鸣', role: 'AUDIT_ADMINISTRATOR' },
    ],
  },
  {
    divisionCode: '110000',
    name: '北京市生态环境局',
    officeName: '北京市政务服务中心 生态环境窗口',
    address: '北京市丰台区西三环南路 1 号 B 区 2 层 06–09 号窗口',
    phone: '010-89150000',
    hours: HOURS,
    staff: [
      { username: 'supervisor', name: '周明远', role: 'SUPERVISOR' },
      { username: 'admin', name: '系统管理员', role: 'ADMINISTRATOR' },
    ],
  },
  {
    divisionCode: '110101',
    name: '北京市东城区生态环境局',
    officeName: '东城区政务服务中心 机动车与机械窗口',
    address: '北京市东城区金宝街 52 号政务服务中心 1 层 12 号窗口',
    phone: '010-65250000',
    hours: HOURS,
    staff: [
      { username: 'reviewer', name: '李静怡', role: 'REVIEWER' },
      { username: 'reviewer2', name: '张慧', role: 'REVIEWER' },
      { username: 'counter', name: '王建华', role: 'COUNTER' },
    ],
  },
  {
    divisionCode: '110108',
    name: '北京市海淀区生态环境局',
    officeName: '海淀区政务服务中心 生态环境窗口',
    address: '北京市海淀区东北旺南路 27 号 A 座 2 层 33 号窗口',
    phone: '010-82780000',
    hours: HOURS,
    staff: [
      { username: 'reviewer.haidian', name: '陈思远', role: 'REVIEWER' },
      { username: 'counter.haidian', name: '赵玉梅', role: 'COUNTER' },
    ],
  },
  {
    divisionCode: '130200',
    name: '唐山市生态环境局',
    officeName: '唐山市行政审批中心 生态环境窗口',
    address: '唐山市路北区西山道 3 号行政审批中心 2 层 C 区',
    phone: '0315-2800000',
    hours: '周一至周五 8:30–12:00，13:30–17:30（法定节假日除外）',
    staff: [
      { username: 'supervisor.tangshan', name: '刘国栋', role: 'SUPERVISOR' },
      { username: 'reviewer.tangshan', name: '孙海燕', role: 'REVIEWER' },
      { username: 'counter.tangshan', name: '郑立新', role: 'COUNTER' },
    ],
  },
]

/** To be tried at once: nobody needs a second factor. */
export const DEMO_SIGN_IN = {
  key: 'staff-sign-in',
  divisionCode: '000000',
  value: {
    idleMinutes: 30,
    secondFactorRoles: [],
    passwordHistory: 0,
    passwordMaxDays: 0,
    activationHours: 72,
    issuedPasswordHours: 72,
  },
} satisfies Prisma.SettingCreateManyInput

/**
 * A convenience of the demo: whoever tries it alone can revoke, reinstate, correct, delete and make accounts without a second person.
 * Switched on again on the page 安全规则 (docs/decisions/0058).
 */
export const DEMO_SETTINGS: Prisma.SettingCreateManyInput[] = [...ACTS_ALONE_RULES, DEMO_SIGN_IN]

export type DemoOffices = {
  bureaus: (Prisma.BureauCreateManyInput & { id: string })[]
  staff: (Prisma.StaffCreateManyInput & { id: string })[]
  /** The member of staff with this user name. */
  staffId(username: string): string
  bureauId(divisionCode: string): string
}

export const DEMO_USERNAMES = BUREAUS.flatMap(({ staff }) => staff.map(({ username }) => username))

export function demoOffices(passwordHash: string, createdAt: Date): DemoOffices {
  const bureaus = BUREAUS.map(({ staff: _, ...bureau }) => ({ id: idAt(createdAt), createdAt, ...bureau }))
  const bureauId = (divisionCode: string): string =>
    find(bureaus, (bureau) => bureau.divisionCode === divisionCode, divisionCode).id
  const staff = BUREAUS.flatMap((bureau) =>
    bureau.staff.map((person) => ({
      id: idAt(createdAt),
      bureauId: bureauId(bureau.divisionCode),
      passwordHash,
      createdAt,
      ...person,
    })),
  )
  const staffId = (username: string): string =>
    find(staff, (person) => person.username === username, username).id
  return { bureaus, staff, staffId, bureauId }
}

function find<T>(rows: T[], test: (row: T) => boolean, name: string): T {
  const found = rows.find(test)
  if (!found) throw new Error(`the demo has no ${name}`)
  return found
}
