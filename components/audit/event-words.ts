import { AUDIT_ACTIONS } from '@/lib/core/audit-actions'
import { AUDIT_DETAILS } from '@/lib/core/audit-details'
import { AUDIT_SUBJECTS } from '@/lib/core/audit-subjects'
import type { AuditEventView } from '@/lib/features/audit/schema'
import { pathLabel } from '@/lib/features/content/rules/display'
import { MACHINE_COLUMN_LABELS } from '@/lib/features/machine/schema/columns'
import { LIST_LABELS } from '@/lib/features/setting/schema/settings'
import { ACTION_LABELS } from './action-words'
import { DETAILS, DETAILS_OF_ACTION, type DetailWords } from './detail-words'
import { type Line, NOTHING_CHANGED, settingLines } from './setting-lines'
import { SUBJECT_LABELS } from './subject-words'
import { VALUE_WORDS } from './value-words'

/** Names of the codes of the lists, as far as they are loaded. */
export type ListNames = Partial<
  Record<'CATEGORY' | 'FUEL' | 'PLACE' | 'RETURN_REASON' | 'STAGE', Record<string, string>>
>

const ACTORS: Record<AuditEventView['actor']['kind'], string> = {
  STAFF: '工作人员',
  ACCOUNT: '机主',
  SYSTEM: '系统',
  PUBLIC: '未登录的访问者',
}
/** Instead of an id whose name the officer may not see, or that is gone. */
const NAMELESS = '已删除，或不在本辖区'

export function actorLabel({ actor }: Pick<AuditEventView, 'actor'>): string {
  if (actor.kind === 'ACCOUNT') return actor.name ? `机主 ${actor.name}` : ACTORS.ACCOUNT
  return actor.name ?? ACTORS[actor.kind]
}

/** An action of an older or newer release has no words here. */
export function actionLabel(action: string): string {
  const known = AUDIT_ACTIONS.find((each) => each === action)
  return known ? ACTION_LABELS[known] : '其他操作'
}

/** What it was done to: the kind, and the name if there is one. */
export function subjectLabel({
  subjectType,
  subjectId,
  names,
}: Pick<AuditEventView, 'subjectType' | 'subjectId' | 'names'>): string {
  const known = AUDIT_SUBJECTS.find((each) => each === subjectType)
  const kind = known ? SUBJECT_LABELS[known] : '其他'
  const list =
    subjectType === 'list' && Object.entries(LIST_LABELS).find(([name]) => name === subjectId.split('/')[0])
  const name = list ? list[1] : names[subjectId]
  return name ? `${kind} ${name}` : kind
}

/** The facts of an event as label and text. */
export function detailLines(event: AuditEventView, lists: ListNames): Line[] {
  const { subjectType, subjectId, details } = event
  if (subjectType === 'setting' && ('before' in details || 'after' in details))
    return settingLines(subjectId, details.before, details.after, lists.FUEL)
  const { before, after, ...rest } = details
  const changed = changedParts(before, after)
  if (changed?.parts === 0) return [NOTHING_CHANGED, ...linesOf(event, lists, rest)]
  return linesOf(event, lists, changed ? { ...rest, before: changed.before, after: changed.after } : details)
}

function linesOf(event: AuditEventView, lists: ListNames, details: Record<string, unknown>): Line[] {
  return inOrder(event.action, Object.entries(details)).flatMap(([key, value]) =>
    lineOf(event, lists, wordsOf(event.action, key), key, value),
  )
}

/** The record holds what was there and what was sent; of both only what differs is a change. Null: it holds no such pair. */
function changedParts(before: unknown, after: unknown) {
  if (!isObject(before) || !isObject(after)) return null
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const only = (all: Record<string, unknown>) =>
    Object.fromEntries(keys.flatMap((key) => (key in all ? [[key, all[key]]] : [])))
  return { parts: keys.length, before: only(before), after: only(after) }
}

/** What was, before what is: PostgreSQL stores keys by length and letter, `to` before `from`. */
function inOrder(action: string, details: [string, unknown][]): [string, unknown][] {
  const first = [...Object.keys(DETAILS_OF_ACTION[action] ?? {}), 'before', 'after', 'from', 'to']
  const place = ([key]: [string, unknown]) => (first.includes(key) ? first.indexOf(key) : first.length)
  return [...details].sort((a, b) => place(a) - place(b))
}

function wordsOf(action: string, key: string): DetailWords {
  const known = AUDIT_DETAILS.find((each) => each === key)
  return DETAILS_OF_ACTION[action]?.[key] ?? (known ? DETAILS[known] : { label: '其他内容' })
}

function lineOf(
  event: AuditEventView,
  lists: ListNames,
  { label, as }: DetailWords,
  key: string,
  value: unknown,
): Line[] {
  if (as === 'hidden' || value === undefined) return []
  if (as === 'named' && !(String(value) in event.names)) return []
  if (as === 'nested' && isObject(value)) {
    const parts = Object.entries(value).flatMap(([name, part]) =>
      lineOf(event, lists, wordsOf(event.action, name), name, part),
    )
    return parts.length === 0
      ? []
      : [{ label, text: parts.map((part) => `${part.label} ${part.text}`).join('，') }]
  }
  if (as === 'count' && Array.isArray(value)) return [{ label, text: String(value.length) }]
  return [{ label, text: textOf(value, (text) => reads(as, key, text, event.names, lists)) }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown, read: (text: string) => string): string {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value))
    return value.length === 0 ? '无' : value.map((item) => textOf(item, read)).join('、')
  return isObject(value) ? '见原记录' : read(String(value))
}

function reads(
  as: DetailWords['as'],
  key: string,
  text: string,
  names: AuditEventView['names'],
  lists: ListNames,
): string {
  switch (as) {
    case 'named':
    case 'who':
      return names[text] ?? NAMELESS
    case 'area':
      return names[text] ?? NAMELESS
    case 'word':
      // A filter may hold several.
      return text
        .split(',')
        .map((part) => VALUE_WORDS[key]?.[part] ?? '其他')
        .join('、')
    case 'fields':
      return pathLabel(text) === text ? '其他项目' : pathLabel(text)
    case 'columns':
      return Object.entries(MACHINE_COLUMN_LABELS).find(([column]) => column === text)?.[1] ?? '其他列'
    case 'month':
      return `${text.slice(0, 4)}年${Number(text.slice(5))}月`
    case 'bytes':
      return `${Math.ceil(Number(text) / 1024)} KB`
    default:
      return listed(as, text, lists)
  }
}

const LISTS = {
  category: 'CATEGORY',
  fuel: 'FUEL',
  place: 'PLACE',
  reasons: 'RETURN_REASON',
  stage: 'STAGE',
} as const

function listed(as: DetailWords['as'], text: string, lists: ListNames): string {
  const list = as && as in LISTS ? LISTS[as as keyof typeof LISTS] : undefined
  if (!list) return text
  // A filter may hold several codes.
  return text
    .split(',')
    .map((code) => lists[list]?.[code] ?? '已停用的选项')
    .join('、')
}
