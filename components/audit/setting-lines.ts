import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import { SETTINGS } from '@/lib/features/setting/schema/settings'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'

/** Labels of what the rules contain, as on their forms. A rule that is a table or a calendar is not repeated in the record. */
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
  lapseHours: '无人确认时失效（小时）',
  ...SECOND_PERSON_LABELS,
}
const ROLES: Record<string, string> = ROLE_LABELS
const STAGE = /^[0-4DX]$/

export type Line = { label: string; text: string }

/** What a change of a rule changed, part by part. @param subjectId `<key>/<division>` */
export function settingLines(subjectId: string, before: unknown, after: unknown): Line[] {
  const key = subjectId.split('/')[0] ?? ''
  const rule = Object.entries(SETTINGS).find(([name]) => name === key)?.[1].label ?? '规则'
  const [old, now] = [partsOf(before), partsOf(after)]
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (part) => JSON.stringify(old[part]) !== JSON.stringify(now[part]),
  )
  const lines = changed.map((part) => ({
    label: PARTS[part] ?? (STAGE.test(part) ? `阶段 ${part} 的颜色` : '其他内容'),
    text: after === undefined ? `原为 ${textOf(old[part])}` : changeText(old[part], now[part]),
  }))
  return [{ label: '规则', text: rule }, ...lines]
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Of lists what came and what went. */
function changeText(before: unknown, after: unknown): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `由 ${textOf(before)} 改为 ${textOf(after)}`
  if (!after.every((item) => typeof item === 'string')) return `由 ${before.length} 行改为 ${after.length} 行`
  const added = after.filter((item) => !before.includes(item))
  const gone = before.filter((item) => !after.includes(item))
  const named = (items: string[]) => items.map((item) => ROLES[item] ?? item).join('、')
  const parts = [added.length > 0 && `增加 ${named(added)}`, gone.length > 0 && `去掉 ${named(gone)}`]
  return parts.filter(Boolean).join('，') || '顺序改变'
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return '空'
  if (Array.isArray(value)) return `${value.length} 项`
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'object') return String(value)
  const { days, on } = partsOf(value)
  if (typeof days === 'number') return `${days} 天，${on ? '清理' : '不清理'}`
  const { name } = partsOf(value)
  return typeof name === 'string' ? name : '另一内容'
}
