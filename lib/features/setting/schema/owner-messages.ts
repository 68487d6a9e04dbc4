import { z } from 'zod'
import { auditWords } from '@/lib/core/audit-words'

/** Text messages to owners outside the app (docs/decisions/0070), with what each text may name. */
export const OWNER_MESSAGES = {
  RETURNED: { label: '退回重填', placeholders: ['machine'] },
  APPROVED: { label: '审核通过', placeholders: ['number', 'office', 'address', 'hours'] },
  PLACE_CHANGED: { label: '使用地点已变更', placeholders: ['number', 'place'] },
  OWNER_CHANGED: { label: '机主已变更', placeholders: ['number'] },
  FILED_FOR_YOU: { label: '他人（或窗口）代为提交登记', placeholders: ['agent', 'machine'] },
  SUCCESSION_FILED: {
    label: '凭证明过户：告知机主可以提出异议',
    placeholders: ['number', 'ground', 'until', 'office', 'address'],
  },
  SUCCESSION_OBJECTED: { label: '凭证明过户：有人提出异议', placeholders: ['number'] },
  SUCCESSION_ENDED: { label: '凭证明过户：结果', placeholders: ['number', 'result'] },
  COLLECT: { label: '提醒：通过后没有领取', placeholders: ['number', 'office', 'address', 'hours'] },
  MEND: { label: '提醒：退回后没有修改', placeholders: ['machine', 'days'] },
} as const
export type OwnerMessageKind = keyof typeof OWNER_MESSAGES
export const OWNER_MESSAGE_KINDS = Object.keys(OWNER_MESSAGES) as OwnerMessageKind[]

export const PLACEHOLDER_LABELS: Record<string, string> = {
  machine: '机械',
  number: '环保登记号码',
  office: '领取地点',
  address: '地址',
  hours: '办公时间',
  place: '使用地点',
  agent: '代办人',
  days: '退回的天数',
  ground: '过户的原因',
  until: '提出异议的最后一天',
  result: '结果',
}

const PLACEHOLDER = /\{([^{}]*)\}/g

/** The placeholders of a text that its kind does not fill. */
export function strangePlaceholders(kind: OwnerMessageKind, text: string): string[] {
  const known: readonly string[] = OWNER_MESSAGES[kind].placeholders
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name).filter((name) => !known.includes(name))
}

/** A text with its placeholders filled; one without a value is left out. */
export function filledText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '')
}

/** One line of a subscription message of WeChat: the template's keyword and what stands there. */
const WECHAT_LINE = /^([a-z_]+\d+)=(.+)$/

/** WeChat takes no more characters for a keyword of this kind. */
const MOST_OF_THING = 20

/** What fills the keywords of a template, by keyword; a `thing` that is too long is cut, as WeChat would refuse it. */
export function wechatData(
  text: string,
  values: Readonly<Record<string, string>>,
): Record<string, { value: string }> {
  const lines = text.split('\n').flatMap((line) => {
    const [, keyword = '', said = ''] = WECHAT_LINE.exec(line.trim()) ?? []
    if (!keyword) return []
    const value = filledText(said, values)
    const long = keyword.startsWith('thing') && [...value].length > MOST_OF_THING
    return [
      [keyword, { value: long ? `${[...value].slice(0, MOST_OF_THING - 1).join('')}…` : value }] as const,
    ]
  })
  return Object.fromEntries(lines)
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

const kindRule = (kind: OwnerMessageKind) =>
  z
    .strictObject({
      on: z.boolean(),
      text: auditWords(
        z.string('请填写短信文字').trim().min(10, '至少 10 个字').max(200, '不能超过 200 个字'),
      ).refine(
        (text) => strangePlaceholders(kind, text).length === 0,
        `只能用这些占位：${OWNER_MESSAGES[kind].placeholders.map((name) => `{${name}}`).join(' ')}`,
      ),
      /** The provider's own template with the same placeholders as variables; empty where texts are sent as they are. */
      providerTemplate: z
        .string()
        .trim()
        .regex(/^\w{0,40}$/, '模板代码由字母、数字、下划线组成'),
      /** WeChat's id of the template of a subscription message; empty: none is sent. */
      wechatTemplate: z
        .string()
        .trim()
        .regex(/^[\w-]{0,64}$/, '模板 ID 由字母、数字、下划线、短横组成')
        .default(''),
      /** What fills the template, one keyword a line: `thing1={machine}`. */
      wechatLines: auditWords(z.string().trim().max(500, '不能超过 500 个字'))
        .refine(
          (text) => linesOf(text).every((line) => WECHAT_LINE.test(line.trim())),
          '每行写“关键词=内容”，关键词照模板写，如 thing1={machine}',
        )
        .refine(
          (text) => strangePlaceholders(kind, text).length === 0,
          `只能用这些占位：${OWNER_MESSAGES[kind].placeholders.map((name) => `{${name}}`).join(' ')}`,
        )
        .default(''),
    })
    .refine(({ wechatTemplate, wechatLines }) => wechatTemplate === '' || wechatLines !== '', {
      path: ['wechatLines'],
      message: '填了微信模板 ID，请写明模板各关键词的内容',
    })

const on = (text: string) => ({
  on: true,
  text,
  providerTemplate: '',
  wechatTemplate: '',
  wechatLines: '',
})

/** Kinds younger than a rule that is stored: it does not name them. */
const YOUNGER = {
  SUCCESSION_FILED: on(
    '有人凭证明材料申请把您的机械 {number} 过户，原因：{ground}。不同意的，请最迟于 {until} 登录，在该机械的页面提出异议，或到{office}（{address}）办理。',
  ),
  SUCCESSION_OBJECTED: on('您申请凭证明过户的机械 {number} 有人提出异议，由登记单位核实后决定。'),
  SUCCESSION_ENDED: on('机械 {number} 的凭证明过户：{result}。详情请登录后查看通知。'),
}

const hour = (what: string) =>
  z.number(`请填写${what}`).int('应为整数').min(0, '不能小于 0').max(23, '不能大于 23')

export const ownerMessages = z.strictObject({
  /** Hours of China time between which nothing is sent; equal: none are quiet. */
  quietFrom: hour('开始的钟点'),
  quietTo: hour('结束的钟点'),
  /** Days after which a returned filing that nobody mends is reminded of, once for each return. */
  mendDays: z.number('请填写天数').int('应为整数').min(1, '不能小于 1').max(365, '不能大于 365'),
  RETURNED: kindRule('RETURNED'),
  APPROVED: kindRule('APPROVED'),
  PLACE_CHANGED: kindRule('PLACE_CHANGED'),
  OWNER_CHANGED: kindRule('OWNER_CHANGED'),
  FILED_FOR_YOU: kindRule('FILED_FOR_YOU'),
  COLLECT: kindRule('COLLECT'),
  MEND: kindRule('MEND'),
  SUCCESSION_FILED: kindRule('SUCCESSION_FILED').default(YOUNGER.SUCCESSION_FILED),
  SUCCESSION_OBJECTED: kindRule('SUCCESSION_OBJECTED').default(YOUNGER.SUCCESSION_OBJECTED),
  SUCCESSION_ENDED: kindRule('SUCCESSION_ENDED').default(YOUNGER.SUCCESSION_ENDED),
})
export type OwnerMessageRule = z.output<typeof ownerMessages>

export const OWNER_MESSAGES_SETTING = {
  label: '给机主的短信',
  schema: ownerMessages,
  initial: {
    quietFrom: 21,
    quietTo: 8,
    mendDays: 7,
    RETURNED: on('您提交的登记（{machine}）被退回重填，请登录“编码登记进展”查看原因，修改后再提交。'),
    APPROVED: on(
      '您登记的机械审核通过，环保登记号码 {number}。请到{office}领取（{address}，{hours}），领取码见“编码登记进展”。',
    ),
    PLACE_CHANGED: on('机械 {number} 的使用地点已变更为{place}。不是您本人办理的，请尽快联系登记单位。'),
    OWNER_CHANGED: on('机械 {number} 的机主变更已生效。不是您本人办理的，请尽快联系登记单位。'),
    FILED_FOR_YOU: on('{agent}为您提交了机械登记：{machine}。不是您委托的，请尽快联系登记单位。'),
    COLLECT: on(
      '您的机械环保登记号码 {number} 已审核通过，尚未领取。请携带身份证件到{office}领取（{address}，{hours}），领取码见“编码登记进展”。',
    ),
    MEND: on(
      '您的登记（{machine}）退回已 {days} 天，尚未修改提交。请登录“编码登记进展”查看原因，修改后再提交。',
    ),
    ...YOUNGER,
  },
  national: true,
}
