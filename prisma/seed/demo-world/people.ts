import type { Prisma } from '../../client'
import { type AccountSeed, accountRow, type MadeAccount } from '../../factories/account'
import { personNumber, unitNumber } from '../../factories/identity'

/** Owners and agents of the demo. Numbers are well formed and belong to nobody; phones are of a range kept for examples. */
type Person = readonly [key: string, name: string, area: string, birthday: string]
type Unit = readonly [key: string, name: string, area: string]

const PERSONS: readonly Person[] = [
  ['zhang', '张立军', '110101', '19780312'],
  ['wang', '王秀英', '110105', '19820719'],
  ['liu', '刘建国', '130203', '19690405'],
  ['chen', '陈晓东', '110108', '19911023'],
  ['yang', '杨桂兰', '130208', '19751130'],
  ['zhao', '赵志强', '110114', '19850216'],
  ['sun', '孙凤霞', '130202', '19880908'],
  ['ma', '马文涛', '110111', '19930621'],
  ['aisha', '阿依夏木·买买提艾力', '650104', '19900501'],
]

const UNITS: readonly Unit[] = [
  ['chengjian', '北京城建同泰机械租赁有限公司', '110101'],
  ['hengsheng', '北京恒盛达土石方工程有限公司', '110108'],
  ['logistics', '北京东顺物流园管理有限公司', '110101'],
  ['metro', '北京轨道畅行建设工程有限公司', '110106'],
  [
    'long',
    '中国东方华夏（北京）国际基础设施建设与大型工程机械设备租赁服务集团股份有限公司北京市东城区第一分公司暨地铁建设项目联合经理部',
    '110101',
  ],
  ['port', '唐山曹妃甸港通装卸有限公司', '130209'],
  ['steel', '唐山冀东钢构物流有限公司', '130203'],
  ['mine', '唐山丰润宏石矿业有限公司', '130208'],
  ['road', '河北通衢路桥养护有限公司', '130202'],
  ['airport', '北京空港地面服务有限公司', '110113'],
  ['garden', '北京绿野园林绿化有限公司', '110108'],
  ['agent', '北京信达机械登记代理服务有限公司', '110101'],
]

export type DemoAccounts = {
  rows: Prisma.AccountCreateManyInput[]
  /** The account of a key of the tables above. */
  of(key: string): MadeAccount
}

const phone = (index: number): string => `1380000${String(1001 + index).padStart(4, '0')}`
const UNITS_FROM = 100

/** Every phone of the demo's accounts. */
export const DEMO_PHONES: readonly string[] = [
  ...PERSONS.map((_, index) => phone(index)),
  ...UNITS.map((_, index) => phone(UNITS_FROM + index)),
]

const SEEDS: readonly [key: string, AccountSeed][] = [
  ...PERSONS.map(([key, name, area, birthday], index): [string, AccountSeed] => {
    const idNumber = personNumber(area, birthday, 120 + index * 7)
    return [key, { type: 'PERSON', name, idNumber, phone: phone(index) }]
  }),
  ...UNITS.map(([key, name, area], index): [string, AccountSeed] => {
    const idNumber = unitNumber(area, `MA01${String(index * 3 + 11).padStart(3, '0')}X${index % 10}`)
    return [key, { type: 'UNIT', name, idNumber, phone: phone(UNITS_FROM + index) }]
  }),
]

/** Every number that the demo's accounts must not be found by anywhere in the clear: of documents and phones. */
export const DEMO_NUMBERS: readonly string[] = SEEDS.flatMap(([, { idNumber = '', phone: number = '' }]) => [
  idNumber,
  number ?? '',
])

/** Nobody has proved who they are yet, so that both can be seen and tried. */
const UNPROVED = ['ma', 'garden']

/** They came to the counter two hours after they had registered. */
const PROVED_AFTER_MS = 2 * 3_600_000

/** @param provedById the officer who has compared the others' documents */
export async function demoAccounts(
  passwordHash: string,
  createdAt: Date,
  provedById: string,
): Promise<DemoAccounts> {
  const rows: Prisma.AccountCreateManyInput[] = []
  const made = new Map<string, MadeAccount>()
  for (const [key, seed] of SEEDS) {
    const proved = !UNPROVED.includes(key)
    const { row, ...account } = await accountRow({ ...seed, passwordHash, createdAt, proved: false })
    const provedHow = 'COUNTER_DOCUMENT' as const
    const registered = { ...row, registeredAt: createdAt }
    const provedAt = new Date(createdAt.getTime() + PROVED_AFTER_MS)
    rows.push(proved ? { ...registered, provedAt, provedHow, provedById } : registered)
    made.set(key, account)
  }
  const of = (key: string): MadeAccount => {
    const account = made.get(key)
    if (!account) throw new Error(`the demo has no account ${key}`)
    return account
  }
  return { rows, of }
}
