import { ReloadOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useAreaName } from '@/components/division/use-area-name'
import { chinaTime } from '@/lib/core/clock'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/owner'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import styles from './search.module.css'
import type { MachineNames } from './use-machine-names'
import type { Search } from './use-search'

type Props = {
  search: Search
  names: MachineNames
  /** The first page of what was found; undefined while there is none. */
  found: Pick<MachineSearchPage, 'total' | 'meaning'> | undefined
  /** The answer to the question before. */
  outdated: boolean
  busy: boolean
  /** When the rows were read last: they do not change by themselves. */
  askedAt: number
  onRefresh: () => void
}

const MEANINGS = {
  NUMBER: '按登记号码查找，曾用号码也算',
  CODE: '按号码、号牌、编号或环保代码的一部分查找',
  NAME: '按所有者名称查找',
  PHONE: '按所有者手机号查找，本次查询已留痕',
  ID_NUMBER: '按所有者证件号码查找，本次查询已留痕',
  TOO_SHORT: null,
} as const

/** How many were found, how the text was understood, and what else the search is narrowed by. */
export function SummaryLine({ search, names, found, outdated, busy, askedAt, onRefresh }: Props) {
  const meaning = found?.meaning && MEANINGS[found.meaning]
  const conditions = useConditions(search, names)
  return (
    <div className={styles.summary}>
      <span role="status" className={outdated ? styles.outdated : undefined}>
        {found?.total && found.meaning !== 'TOO_SHORT' && (
          <strong className={styles.total}>{totalWords(found.total)}</strong>
        )}
        {meaning && <span className={styles.meaning}>{meaning}</span>}
      </span>
      {conditions.map(({ key, words, remove }) => (
        <Tag key={key} closable={{ 'aria-label': `去掉条件：${words}` }} onClose={remove}>
          {words}
        </Tag>
      ))}
      {search.narrowed && (
        <Button type="link" size="small" onClick={search.clear}>
          清除
        </Button>
      )}
      <Button
        type="text"
        size="small"
        className={styles.refresh}
        icon={<ReloadOutlined spin={busy} aria-hidden />}
        onClick={onRefresh}
      >
        {askedAt > 0 ? `${chinaTime(new Date(askedAt)).slice(11, 16)} 查询，刷新` : '刷新'}
      </Button>
    </div>
  )
}

function totalWords({ value, relation }: NonNullable<MachineSearchPage['total']>): string {
  const figure = value.toLocaleString('zh-CN')
  return relation === 'eq' ? `共 ${figure} 台` : `多于 ${figure} 台`
}

type Condition = { key: string; words: string; remove: () => void }

function useConditions({ question, area, set, setArea }: Search, names: MachineNames): Condition[] {
  const areaName = useAreaName(area)
  const { categoryCode, stage, fuelCode, placeCode, status, madeIn, from, to } = question
  const one = (key: string, words: string | null | undefined, remove: () => void): Condition[] =>
    words ? [{ key, words, remove }] : []
  return [
    ...one('area', areaName, () => setArea(undefined)),
    ...one('category', names.category(categoryCode ?? null), () => set({ categoryCode: null })),
    ...one('stage', names.stage(stage ?? null), () => set({ stage: null })),
    ...one('fuel', names.fuel(fuelCode ?? null), () => set({ fuelCode: null })),
    ...one('place', names.place(placeCode ?? null), () => set({ placeCode: null })),
    ...one('status', status && MACHINE_STATUS_LABELS[status], () => set({ status: null })),
    ...one('madeIn', madeInWords(madeIn), () => set({ madeIn: null })),
    ...one('dates', dateWords(from, to), () => set({ from: null, to: null })),
  ]
}

function madeInWords(year: number | undefined): string | null {
  if (year === undefined) return null
  return year === 0 ? '出厂年份不详' : `${year} 年出厂`
}

function dateWords(from: string | undefined, to: string | undefined): string | null {
  if (from && to) return from === to ? `${from} 登记` : `${from} 至 ${to} 登记`
  if (from) return `${from} 起登记`
  return to ? `${to} 及以前登记` : null
}
