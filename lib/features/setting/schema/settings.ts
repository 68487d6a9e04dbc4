import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { PUBLIC_HOLIDAYS } from '@/lib/core/holidays'
import { ADVERSE_ACTS_SETTING } from './adverse-acts'
import { calendarSetting, savableCalendar } from './calendar'
import { CERTIFICATE_SETTING } from './certificate'
import { CODE_LIMITS_SETTING } from './code-limits'
import { COLLECTION_REMINDER_SETTING } from './collection-reminder'
import { DECISION_UNDO_SETTING } from './decision-undo'
import { OWNER_MESSAGES_SETTING } from './owner-messages'
import { OWNER_SIGN_IN_SETTING } from './owner-sign-in'
import { LIST_CODE_PATTERN, text } from './parts'
import { CONSENT_SETTING, PERSONAL_ACCESS_SETTING } from './personal-data'
import { RETENTION_SETTING } from './retention'
import { SECOND_LOOK_SETTING } from './second-look'
import { SECOND_PERSON_SETTING, STAFF_SECOND_PERSON_SETTING } from './second-person'
import { STAFF_SIGN_IN_SETTING } from './staff-sign-in'
import { STAGE_DATES, savableStageDates, stageDates } from './stage-dates'
import { SUCCESSION_SETTING } from './succession'
import { WATCH_RULES_SETTING } from './watch-rules'

/** Lists of the whole country, edited by its own administrators; the codes never change meaning. */
export const LIST_NAMES = ['CATEGORY', 'PLACE', 'FUEL', 'STAGE', 'DPF_REGENERATION', 'RETURN_REASON'] as const
export type ListName = (typeof LIST_NAMES)[number]

export const LIST_LABELS: Record<ListName, string> = {
  CATEGORY: '机械类别',
  PLACE: '使用地点',
  FUEL: '燃料种类',
  STAGE: '排放阶段',
  DPF_REGENERATION: 'DPF 再生方式',
  RETURN_REASON: '退回原因',
}

/** Additional data of an item (column `data`). */
export const listItemData = z.object({
  /** CATEGORY: offered for 场内 only. */
  onsiteOnly: z.boolean().optional(),
  /** RETURN_REASON: the fields to correct, preselected for the reviewer. */
  fields: z.array(z.string()).optional(),
})

export const listItem = listItemData.extend({
  code: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  position: z.number().int(),
})
export type ListItem = z.output<typeof listItem>

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, '颜色应为 #RRGGBB')

export const reviewDeadline = z
  .strictObject({
    /** Working days until a review is due. */
    days: z.number().int().min(1).max(90),
    /** Working days until the warning. */
    warnDays: z.number().int().min(0).max(90),
    /** Minutes of inactivity after which a claim expires. */
    claimMinutes: z.number().int().min(1).max(600),
  })
  .refine(({ days, warnDays }) => warnDays <= days, { path: ['warnDays'], error: '预警不能晚于期限' })

export const STAGE_CODES = ['0', '1', '2', '3', '4', 'D', 'X'] as const

const look = z.strictObject({ background: colour, foreground: colour, name: text(20) })
export type MarkingLook = z.output<typeof look>

/** Colours of the number strip and the card by stage, which differ between cities. */
export const markingColours = z.strictObject({
  '0': look,
  '1': look,
  '2': look,
  '3': look,
  '4': look,
  D: look,
  X: look,
})

export const cardText = z.strictObject({ title: text(40), lines: z.array(text(100)).min(1).max(6) })

/** RGB(53,85,218), as printed by an existing tool (domain.md, Documents). */
const BLUE: MarkingLook = { background: '#3555da', foreground: '#ffffff', name: '蓝色' }

type Setting = {
  label: string
  /** Schema for reading stored values. */
  schema: z.ZodType
  /** Stricter schema for saving, if there is one. */
  saved?: z.ZodType
  /** Default value. */
  initial: unknown
  /** Has no area: only a bureau of the whole country sets it. */
  national?: boolean
}

/**
 * Every setting with its schema and default. A row of the table overrides the default for the whole country or a division
 * and all below it; the narrowest division's row wins.
 */
export const SETTINGS = {
  'review-deadline': {
    label: '审核期限',
    schema: reviewDeadline,
    initial: { days: 5, warnDays: 3, claimMinutes: 30 },
  },
  'decision-undo': DECISION_UNDO_SETTING,
  'second-look': SECOND_LOOK_SETTING,
  'second-person': SECOND_PERSON_SETTING,
  'staff-second-person': STAFF_SECOND_PERSON_SETTING,
  calendar: {
    label: '工作日历',
    schema: calendarSetting,
    saved: savableCalendar,
    initial: PUBLIC_HOLIDAYS,
  },
  'marking-colours': {
    label: '号码与采集卡颜色',
    schema: markingColours,
    initial: { '0': BLUE, '1': BLUE, '2': BLUE, '3': BLUE, '4': BLUE, D: BLUE, X: BLUE },
  },
  'card-text': {
    label: '采集卡文字',
    schema: cardText,
    initial: {
      title: '非道路移动机械环保信息采集卡',
      lines: ['此证应随机械携带，以便随时检查。', '此证限本机械使用，不得转让。'],
    },
  },
  'stage-dates': {
    label: '排放阶段实施日期',
    schema: stageDates,
    saved: savableStageDates,
    initial: STAGE_DATES,
  },
  'adverse-acts': ADVERSE_ACTS_SETTING,
  'collection-reminder': COLLECTION_REMINDER_SETTING,
  'owner-messages': OWNER_MESSAGES_SETTING,
  certificate: CERTIFICATE_SETTING,
  succession: SUCCESSION_SETTING,
  'staff-sign-in': STAFF_SIGN_IN_SETTING,
  'code-limits': CODE_LIMITS_SETTING,
  'owner-sign-in': OWNER_SIGN_IN_SETTING,
  consent: CONSENT_SETTING,
  'personal-access': PERSONAL_ACCESS_SETTING,
  retention: RETENTION_SETTING,
  'watch-rules': WATCH_RULES_SETTING,
} as const satisfies Record<string, Setting>

export type SettingKey = keyof typeof SETTINGS

/** Rules of security, which the security administrator alone sets: whoever is bound by one does not switch it off (三员). */
export const SECURITY_RULES = [
  'second-person',
  'staff-sign-in',
  'code-limits',
  'owner-sign-in',
  'personal-access',
] as const satisfies readonly SettingKey[]
export type SecurityRule = (typeof SECURITY_RULES)[number]

/** Of these the strictest of all wider areas counts. The last binds the security administrators, so the administrator sets it. */
export const STRICT_RULES = [
  ...SECURITY_RULES,
  'staff-second-person',
] as const satisfies readonly SettingKey[]
export type StrictRule = (typeof STRICT_RULES)[number]

export const isStrictRule = (key: SettingKey): key is StrictRule => STRICT_RULES.some((each) => each === key)
export const isSecurityRule = (key: SettingKey): key is SecurityRule =>
  SECURITY_RULES.some((each) => each === key)

export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]['schema']>

const path = '/api/console/settings'
const auth = 'staff' as const
const action = 'setting.manage' as const
const listParams = z.object({ list: z.enum(LIST_NAMES) })
const itemName = z.string('请填写名称').trim().min(1, '请填写名称').max(40, '名称不能超过 40 字')
const fieldPaths = z.array(z.string().regex(/^[A-Za-z]+(\.[A-Za-z0-9_]+)?$/, '字段不正确')).max(60)

export const listSettingListsEndpoint = endpoint({
  method: 'GET',
  path: `${path}/lists`,
  summary: '全部选项列表（含停用项）',
  auth,
  action,
  response: z.object({ data: z.array(z.object({ list: z.enum(LIST_NAMES), items: z.array(listItem) })) }),
})
export const addListItemEndpoint = endpoint({
  method: 'POST',
  path: `${path}/lists/{list}/items`,
  summary: '新增选项（代码以后不能修改）',
  auth,
  action: 'list.manage',
  params: listParams,
  body: z.object({
    code: z
      .string('请填写代码')
      .trim()
      .toUpperCase()
      .regex(LIST_CODE_PATTERN, '代码由 2–40 位大写字母、数字、下划线组成，以字母开头'),
    name: itemName,
    onsiteOnly: z.boolean().optional(),
    fields: fieldPaths.optional(),
  }),
  response: listItem,
  status: 201,
})
export const updateListItemEndpoint = endpoint({
  method: 'PATCH',
  path: `${path}/lists/{list}/items/{code}`,
  summary: '修改选项名称、启用状态',
  auth,
  action: 'list.manage',
  params: listParams.extend({ code: z.string().max(40) }),
  body: z
    .object({ name: itemName, enabled: z.boolean(), onsiteOnly: z.boolean(), fields: fieldPaths })
    .partial(),
  response: listItem,
})
export const orderListEndpoint = endpoint({
  method: 'PUT',
  path: `${path}/lists/{list}/order`,
  summary: '调整选项顺序',
  auth,
  action: 'list.manage',
  params: listParams,
  body: z.object({ codes: z.array(z.string().max(40)).min(1).max(500) }),
})
