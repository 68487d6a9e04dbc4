import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { pageOf, pageQuery, searchText } from '@/lib/core/page'
import { copyCounts } from '@/lib/features/document/schema'

/** The counter, where owners collect their numbers (manual, 第七步). */

export const PICKUP_ITEMS = ['STICKER', 'CARD', 'FORM', 'GUIDE'] as const
export const pickupItem = z.enum(PICKUP_ITEMS)
export type PickupItem = z.output<typeof pickupItem>
export const ITEM_LABELS: Record<PickupItem, string> = {
  STICKER: '环保登记号码',
  CARD: '信息采集卡',
  FORM: '信息采集表',
  GUIDE: '号码安装或喷涂说明',
}

export const COLLECTOR_KINDS = ['OWNER', 'AGENT', 'OTHER'] as const
export const collectorKind = z.enum(COLLECTOR_KINDS)
export type CollectorKind = z.output<typeof collectorKind>
export const COLLECTOR_LABELS: Record<CollectorKind, string> = {
  OWNER: '机主',
  AGENT: '被委托人',
  OTHER: '其他代领人',
}

/** As what somebody collected: for a unit somebody whom it sends. */
const collectorRole = z.enum([...COLLECTOR_KINDS, 'OWNER_STAFF', 'AGENT_STAFF'])
export type CollectorRole = z.output<typeof collectorRole>

const text = z.string().nullable()

const party = z.object({
  id: z.uuid(),
  type: z.enum(['PERSON', 'UNIT']),
  name: z.string(),
  /** Without any digit: the number is read from the document. */
  idNumberMasked: z.string(),
  phoneMasked: z.string(),
})
export type PickupParty = z.output<typeof party>

export const pickup = z.object({
  id: z.uuid(),
  filingId: z.uuid(),
  machineId: z.uuid(),
  /** Status of the filing: APPROVED while waiting, then COLLECTED. */
  status: z.enum(['APPROVED', 'COLLECTED']),
  registrationNumber: z.string(),
  /** False if the machine has been cancelled or revoked: its number cannot be handed out. */
  machineActive: z.boolean(),
  machine: z.object({
    categoryName: text,
    brand: text,
    model: text,
    serial: text,
    engineSerial: text,
    machineEnvCode: text,
    plate: text,
    stageName: z.string(),
  }),
  owner: party,
  /** Null if the owner filed in person. */
  agent: party.nullable(),
  bureau: z.object({ id: z.uuid(), name: z.string(), own: z.boolean() }),
  districtName: text,
  thumbnailUrl: text,
  createdAt: z.iso.datetime(),
  collectedAt: z.iso.datetime().nullable(),
  collector: z
    .object({
      kind: collectorKind,
      role: collectorRole,
      name: z.string(),
      /** The document shown was recorded: nothing registered can be compared with it. */
      notCompared: z.boolean(),
      /** No document was asked for: the pickup code alone. */
      notAsked: z.boolean(),
      handedOverBy: z.string(),
    })
    .nullable(),
  items: z.array(pickupItem),
  copies: copyCounts,
  /** Wrongly typed document numbers of owner or agent that count today, and until when no more are taken. */
  identity: z.object({ wrong: z.number().int(), lockedUntil: z.iso.datetime().nullable() }),
  /** Reminders to collect, sent so far. */
  reminders: z.number().int(),
  remindedAt: z.iso.datetime().nullable(),
  /** 窗口代办: entered at a counter for its owner. */
  assisted: z.boolean(),
  /** Owner or agent has an account, which a reminder reaches. */
  reachable: z.boolean(),
})
export type Pickup = z.output<typeof pickup>

const pickupQueue = z.enum(['waiting', 'collected'])

const name = z.string().trim().min(1, '请填写姓名').max(200)
const typed = (max: number) => z.string().trim().min(1).max(max)

const cursor = pageQuery.shape.cursor

/** Exactly one search criterion. */
export const lookupInput = z.union(
  [
    z.strictObject({ code: typed(40), cursor }),
    z.strictObject({ registrationNumber: typed(60), cursor }),
    z.strictObject({ phone: typed(60), cursor }),
    z.strictObject({ idTail: typed(20), name, cursor }),
    z.strictObject({ checkToken: typed(64), cursor }),
  ],
  { error: '请输入领取码、登记号码、手机号，或证件号后四位和姓名之一' },
)
export type LookupInput = z.output<typeof lookupInput>

export const handOverInput = z.object({
  collector: z.object({
    kind: z.enum(COLLECTOR_KINDS, { error: '请选择领取人' }),
    name,
    /** Full number, or for owner or agent its last four characters. */
    idNumber: z.string().trim().max(30).optional(),
  }),
  items: z
    .array(pickupItem)
    .min(1, '请至少勾选一项发放的物品')
    .max(PICKUP_ITEMS.length)
    .transform((items) => PICKUP_ITEMS.filter((item) => items.includes(item))),
})
export type HandOverInput = z.output<typeof handOverInput>

/** Machines that are handed over together, in one transaction. */
export const MAX_TOGETHER = 500
export const handOversInput = handOverInput.extend({
  ids: z
    .array(z.uuid())
    .min(1, '请至少勾选一台机械')
    .max(MAX_TOGETHER, `一次最多发放 ${MAX_TOGETHER} 台`)
    .transform((ids) => [...new Set(ids)]),
})

const pickups = '/api/console/pickups'
const params = z.object({ id: z.uuid() })
const auth = 'staff' as const

export const listPickupsEndpoint = endpoint({
  method: 'GET',
  searchable: true,
  path: pickups,
  summary: '待领取（最早的在前）、已领取（最近的在前）',
  auth,
  action: 'pickup.read',
  query: pageQuery.extend({
    queue: pickupQueue.default('waiting'),
    q: searchText,
    /** Of this owner. */
    ownerId: z.uuid().optional(),
    /** At the actor's own bureau only. */
    own: z.stringbool().optional(),
    /** Approved at least so many days ago. */
    minDays: z.coerce.number().int().min(1).max(3650).optional(),
  }),
  response: pageOf(pickup),
})
export const getPickupEndpoint = endpoint({
  method: 'GET',
  path: `${pickups}/{id}`,
  summary: '查看一件待领取',
  auth,
  action: 'pickup.read',
  params,
  response: pickup,
})
export const lookupPickupsEndpoint = endpoint({
  method: 'POST',
  path: `${pickups}/lookup`,
  summary: '按领取码、号码、手机号或证件号后四位和姓名查找；一次最多 30 件，其余用 cursor 继续',
  auth,
  action: 'pickup.read',
  query: z.object({ cursor: z.string().max(400).optional() }),
  body: lookupInput,
  response: pageOf(pickup),
  limits: ['lookup'],
})
export const handOverEndpoint = endpoint({
  method: 'POST',
  path: `${pickups}/{id}/hand-over`,
  summary: '发放号码',
  auth,
  action: 'pickup.handOver',
  params,
  body: handOverInput,
  response: pickup,
})
export const handOverTogetherEndpoint = endpoint({
  method: 'POST',
  path: `${pickups}/hand-overs`,
  summary: '一并发放多台的号码：全部发放或一台也不发放，errors 的 path 为 ids.序号',
  auth,
  action: 'pickup.handOver',
  body: handOversInput,
  response: z.object({ data: z.array(pickup) }),
})
export const unlockPickupEndpoint = endpoint({
  method: 'POST',
  path: `${pickups}/{id}/unlock`,
  summary: '证件号多次填错后，允许窗口继续核对（留痕）',
  auth,
  action: 'pickup.unlock',
  params,
  response: pickup,
})
export const revealPickupEndpoint = endpoint({
  method: 'POST',
  path: `${pickups}/{id}/reveal`,
  summary: '查看完整手机号（留痕）；证件号须从证件上读取，不显示',
  auth,
  action: 'pickup.reveal',
  params,
  body: z.object({ party: z.enum(['OWNER', 'AGENT']) }),
  response: z.object({ idNumber: z.string(), phone: z.string() }),
  limits: ['reveal'],
})
