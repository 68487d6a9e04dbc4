import type { QueueSlug } from '@/lib/features/filing/schema/console'

export type QueueColumnKey =
  | 'submittedAt'
  | 'reviewedAt'
  | 'deadline'
  | 'category'
  | 'identity'
  | 'model'
  | 'owner'
  | 'district'
  | 'claimedBy'
  | 'status'
  | 'number'
  | 'revision'

export type Queue = {
  title: string
  hint: string
  columns: readonly QueueColumnKey[]
  /** Text shown when it is empty. */
  empty: string
  /** Open filings are listed oldest first, decided ones newest first. */
  open: boolean
  /** Page of the filing that a row opens; its desk unless told. */
  page?: 'pair' | 'second-look'
}

const MACHINE = ['category', 'identity', 'model', 'owner', 'district'] as const

/** Texts and columns of each queue; the server selects the rows (queries/queue). */
export const QUEUES: Record<QueueSlug, Queue> = {
  pending: {
    title: '待审核',
    hint: '最早的在前；由您退回后重新提交的先领取',
    columns: ['submittedAt', 'deadline', ...MACHINE, 'revision'],
    empty: '没有等待审核的登记',
    open: true,
  },
  mine: {
    title: '我正在审核',
    hint: '已由您领取，长时间不操作会自动放回队列',
    columns: ['submittedAt', 'deadline', ...MACHINE, 'revision'],
    empty: '您没有正在审核的登记',
    open: true,
  },
  'in-review': {
    title: '审核中',
    hint: '已有人领取',
    columns: ['submittedAt', 'deadline', 'claimedBy', ...MACHINE],
    empty: '没有正在审核的登记',
    open: true,
  },
  overdue: {
    title: '已超期',
    hint: '超过审核期限仍未办结',
    columns: ['submittedAt', 'deadline', 'status', 'claimedBy', ...MACHINE],
    empty: '没有超期的登记',
    open: true,
  },
  duplicates: {
    title: '疑似重复',
    hint: '编码、编号或照片有相同的',
    columns: ['submittedAt', 'deadline', 'status', ...MACHINE],
    empty: '没有疑似重复的登记',
    open: true,
    page: 'pair',
  },
  'second-look': {
    title: '抽查复核',
    hint: '抽中的办结件，请您再看一遍',
    columns: ['reviewedAt', 'number', 'status', ...MACHINE],
    empty: '没有交给您复核的办结件',
    open: false,
    page: 'second-look',
  },
  returned: {
    title: '退回重填',
    hint: '等待机主修改，最近退回的在前',
    columns: ['reviewedAt', ...MACHINE, 'revision'],
    empty: '没有退回待修改的登记',
    open: false,
  },
  approved: {
    title: '审核通过',
    hint: '号码已发放，最近的在前',
    columns: ['reviewedAt', 'number', 'status', ...MACHINE],
    empty: '还没有审核通过的登记',
    open: false,
  },
  declined: {
    title: '不予登记',
    hint: '最近的在前',
    columns: ['reviewedAt', ...MACHINE],
    empty: '没有不予登记的记录',
    open: false,
  },
}
