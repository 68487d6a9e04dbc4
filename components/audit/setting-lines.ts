import { OWNER_MESSAGES } from '@/lib/features/setting/schema/owner-messages'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import { SETTINGS } from '@/lib/features/setting/schema/settings'
import { bandWords, DATED_STAGE_NAMES, stageDateRow } from '@/lib/features/setting/schema/stage-dates'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { GROUND_LABELS } from '@/lib/features/succession-state/schema'

/** Labels of what the rules contain, as on their forms. Of a table or a calendar only what changed is shown. */
const PARTS: Record<string, string> = {
  days: '审核期限（工作日）',
  warnDays: '预警（工作日）',
  claimMinutes: '领取后放回（分钟）',
  overdueFilings: '超期件数',
  reviewerDecisions: '审核件数下限',
  quickSeconds: '快速通过（秒）',
  quickPercent: '快速通过占比（%）',
  returnFactor: '退回率倍数',
  samePhotoFilings: '同一照片的登记数',
  idleMinutes: '无操作退出（分钟）',
  activationHours: '激活链接有效小时数',
  issuedPasswordHours: '发放的密码有效小时数',
  secondFactorRoles: '必须二次验证的角色',
  passwordHistory: '不能重复的历史密码（次）',
  passwordMaxDays: '密码更换期限（天）',
  share: '随机抽查（%）',
  doubtShare: '有疑点的抽查（%）',
  required: '没有同意告知的不收',
  revealsPerDay: '每天查看完整号码（次）',
  exportsPerDay: '每天导出个人信息（个）',
  drafts: '登记草稿的保存期限',
  notices: '通知的保存期限',
  exports: '导出记录的保存期限',
  'print-jobs': '一并打印记录的保存期限',
  'identity-misses': '填错证件号记录的保存期限',
  title: '标题',
  lines: '文字',
  holidays: '放假日',
  workdays: '调休上班日',
  rows: '各行',
  quietFrom: '不发短信：从（点）',
  quietTo: '不发短信：到（点）',
  mendDays: '退回后提醒（天）',
  validDays: '证明有效（天）',
  mostMachines: '一份证明最多（台）',
  certificates: '登记情况证明的保存期限',
  'machine-users': '机械使用人的保存期限',
  ...Object.fromEntries(Object.entries(OWNER_MESSAGES).map(([kind, { label }]) => [kind, `短信“${label}”`])),
  ...Object.fromEntries(Object.entries(GROUND_LABELS).map(([ground, label]) => [ground, `${label}（天）`])),
  successions: '没有办成的凭证明过户的保存期限',
  lapseHours: '无人确认时失效（小时）',
  ...SECOND_PERSON_LABELS,
}
const ROLES: Record<string, string> = ROLE_LABELS
const STAGE = /^[0-4DX]$/

export type Line = { label: string; text: string }

/** Names of the fuels, as far as they are loaded. */
type Fuels = Record<string, string> | undefined

/** What a change of a rule changed, part by part. @param subjectId `<key>/<division>` */
export function settingLines(subjectId: string, before: unknown, after: unknown, fuels: Fuels): Line[] {
  const key = subjectId.split('/')[0] ?? ''
  const rule = Object.entries(SETTINGS).find(([name]) => name === key)?.[1].label ?? '规则'
  const [old, now] = [partsOf(before), partsOf(after)]
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (part) => JSON.stringify(old[part]) !== JSON.stringify(now[part]),
  )
  const lines = changed.map((part) => ({
    label: PARTS[part] ?? (STAGE.test(part) ? `阶段 ${part} 的颜色` : '其他内容'),
    text: after === undefined ? `原为 ${textOf(old[part])}` : changeText(old[part], now[part], fuels),
  }))
  return [{ label: '规则', text: rule }, ...(lines.length > 0 ? lines : [NOTHING_CHANGED])]
}

/** Of a save that left everything as it was. */
export const NOTHING_CHANGED: Line = { label: '内容', text: '没有改动' }

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Of lists what came and what went. */
function changeText(before: unknown, after: unknown, fuels: Fuels): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `由 ${textOf(before)} 改为 ${textOf(after)}`
  const [old, now] = [before, after].map((items) => items.map((item) => itemText(item, fuels))) as [
    string[],
    string[],
  ]
  const added = now.filter((item) => !old.includes(item))
  const gone = old.filter((item) => !now.includes(item))
  const parts = [added.length > 0 && `增加 ${added.join('、')}`, gone.length > 0 && `去掉 ${gone.join('、')}`]
  return parts.filter(Boolean).join('，') || '顺序改变'
}

/** An entry of a list: a day, a role, a line of text, a row of stage dates. */
function itemText(item: unknown, fuels: Fuels): string {
  if (typeof item === 'string') return ROLES[item] ?? item
  const row = stageDateRow.safeParse(item)
  if (!row.success) return '另一内容'
  const { stage, fuel, engineFrom, machineFrom, farmMachineFrom, basis } = row.data
  const dates = [
    `发动机 ${engineFrom}`,
    machineFrom && `机械 ${machineFrom}`,
    farmMachineFrom && `农用机械 ${farmMachineFrom}`,
  ].filter(Boolean)
  const what = [
    DATED_STAGE_NAMES[stage],
    fuels?.[fuel] ?? '已停用的燃料',
    bandWords(row.data),
    ...dates,
    basis,
  ]
  return `“${what.join('，')}”`
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '空'
  if (Array.isArray(value)) return `${value.length} 项`
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'object') return String(value)
  const { days, on, text } = partsOf(value)
  if (typeof text === 'string') return `${on ? '发送' : '不发送'}“${text}”`
  if (typeof days === 'number') return `${days} 天，${on ? '清理' : '不清理'}`
  const { name } = partsOf(value)
  return typeof name === 'string' ? name : '另一内容'
}
