import { chinaDay, chinaTime } from '@/lib/core/clock'
import { spokenNumber } from '@/lib/core/filing-number'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import type { FilingDto } from '../schema/owner'
import { STATUS_LABELS } from './actions'

/** Texts of 编码登记进展, as in the manual (第六步). */

type Row = { label: string; value: string }
/** What the texts are made of. */
export type ProgressFacts = Pick<
  FilingDto,
  | 'status'
  | 'number'
  | 'plate'
  | 'engine'
  | 'machine'
  | 'registrationNumber'
  | 'createdAt'
  | 'submittedAt'
  | 'reviewedAt'
  | 'collectedAt'
  | 'dueAt'
  | 'pickup'
  | 'ended'
  | 'declineReason'
  | 'operatorName'
>

/** The due day as text. A deadline is the end of a day in China, i.e. the first instant of the next day. */
export function dueDay(dueAt: string): string {
  const [year, month, day] = chinaDay(new Date(Date.parse(dueAt) - 1))
    .split('-')
    .map(Number)
  return `${year}年${month}月${day}日`
}

/** The rows of a card below its status, in the order of the manual's screen. */
export function progressRows(filing: ProgressFacts, categoryName: string): Row[] {
  const { status, number, registrationNumber, createdAt, submittedAt, reviewedAt, collectedAt } = filing
  const rows: (Row | null)[] = [
    identityOf(filing),
    row('机械类型', categoryName),
    row('机械环保登记号码', registrationNumber),
    status === 'DRAFT' ? time('新建日期', createdAt) : time('登记日期', submittedAt),
    time(status === 'RETURNED' ? '退回重填日期' : '审核日期', reviewedAt),
    time('领取日期', collectedAt),
    row('经办人', filing.operatorName),
    // Officers do not see drafts.
    status === 'DRAFT' ? null : row('查询号', spokenNumber(number)),
  ]
  return rows.filter((each) => each !== null)
}

/** The row that identifies the machine to its owner: its plate, else a serial. */
export function identityOf({
  plate,
  engine,
  machine,
}: Pick<FilingDto, 'plate' | 'engine' | 'machine'>): Row | null {
  return row('车辆号牌', plate) ?? row('发动机出厂编号', engine.serial) ?? row('机械出厂编号', machine.serial)
}

function row(label: string, value: string | null | undefined): Row | null {
  return value ? { label, value } : null
}

function time(label: string, at: string | null): Row | null {
  return at ? { label, value: chinaTime(new Date(at)) } : null
}

/** The status; once the registration has ended, that. */
export function statusLabel({ status, ended }: Pick<FilingDto, 'status' | 'ended'>): string {
  return ended ? `登记${MACHINE_STATUS_LABELS[ended]}` : STATUS_LABELS[status]
}

/** A sentence on what the status means and what comes next. */
export function progressSentence(filing: ProgressFacts, now: Date): string {
  const { status, pickup, declineReason, ended } = filing
  if (ended) {
    const use = status === 'COLLECTED' ? '请停止使用' : '不能领取'
    return `该机械的登记${MACHINE_STATUS_LABELS[ended]}，环保登记号码不再有效，${use}。`
  }
  switch (status) {
    case 'DRAFT':
      return '尚未提交，请继续填写。'
    case 'SUBMITTED':
      return `已提交，等待生态环境部门审核。${expected(filing, now)}`
    case 'IN_REVIEW':
      return `生态环境部门正在审核。${expected(filing, now)}`
    case 'RETURNED':
      return '您提交的机械信息有误，请尽快修改并提交。'
    case 'DECLINED':
      return `您提交的机械信息经审核不予登记。${declineReason ? `原因：${declineReason}` : ''}`
    case 'APPROVED':
      return pickup
        ? `您委托登记的机械信息通过审核，请凭领取码${pickup.code}，您或被委托人至生态环境部门领取机械环保登记号码。`
        : '您委托登记的机械信息通过审核，请您或被委托人至生态环境部门领取机械环保登记号码。'
    case 'COLLECTED':
      return '机械环保登记号码已领取，请按号码安装或喷涂说明安装或喷涂。'
    case 'WITHDRAWN':
      return '该登记已撤回，不再审核。'
  }
}

function expected({ dueAt }: ProgressFacts, now: Date): string {
  if (!dueAt) return ''
  const day = dueDay(dueAt)
  return now <= new Date(dueAt)
    ? `预计${day}前完成。`
    : `已超过预计的审核日期（${day}），如有疑问请联系登记区县的生态环境部门。`
}
