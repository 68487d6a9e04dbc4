import { ReloadOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useAreaName } from '@/components/division/use-area-name'
import { chinaTime } from '@/lib/core/clock'
import { formatCount } from '@/lib/core/format-count'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import { type ConditionKey, conditionLabels } from './condition-labels'
import styles from './search.module.css'
import type { MachineNames } from './use-machine-names'
import type { Search } from './use-search'

type Props = {
  search: Search
  names: MachineNames
  /** First page of the result; undefined until it is loaded. */
  result: Pick<MachineSearchPage, 'total' | 'meaning' | 'others'> | undefined
  /** `result` is still that of the previous search. */
  outdated: boolean
  busy: boolean
  /** When the rows were loaded (ms since the epoch): they do not refresh by themselves. */
  loadedAt: number
  onRefresh: () => void
}

const MEANINGS = {
  CATEGORY: '按机械类别查找',
  BRAND: '按品牌查找',
  NUMBER: '按登记号码查找，曾用号码也算',
  FILING: '按查询号查找',
  CODE: '按号码、号牌、编号或型号的一部分查找',
  LETTERS: '按编号、型号或所有者名称中的字母查找',
  NAME: '按所有者名称查找',
  PHONE: '按所有者手机号查找，本次查询已留痕',
  ID_NUMBER: '按所有者证件号码查找，本次查询已留痕',
  WORDS: '每个词都要符合，可以是编号、型号、品牌、类别或所有者名称',
  TOO_SHORT: null,
} as const

/** Number of results, how the text was interpreted, and the active filters. */
export function SummaryLine({ search, names, result, outdated, busy, loadedAt, onRefresh }: Props) {
  const meaning = result?.meaning && MEANINGS[result.meaning]
  const conditions = useConditions(search, names)
  return (
    <div className={styles.summary}>
      <span role="status" className={outdated ? styles.outdated : undefined}>
        {result?.total && result.meaning !== 'TOO_SHORT' && (
          <strong className={styles.total}>{totalText(result.total)}</strong>
        )}
        {meaning && <span className={styles.meaning}>{meaning}</span>}
      </span>
      {result?.others.map((other) => (
        <Button key={other} type="link" size="small" onClick={() => search.set({ as: other })}>
          改为{MEANINGS[other]}
        </Button>
      ))}
      {search.question.as && (
        <Button type="link" size="small" onClick={() => search.set({ as: null })}>
          不限查找方式
        </Button>
      )}
      {conditions.map(({ key, label, remove }) => (
        <Tag key={key} closable={{ 'aria-label': `去掉条件：${label}` }} onClose={remove}>
          {label}
        </Tag>
      ))}
      {search.hasConditions && (
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
        {/* Server and browser may render in different minutes. */}
        <span suppressHydrationWarning>
          {loadedAt > 0 ? `${chinaTime(new Date(loadedAt)).slice(11, 16)} 查询，刷新` : '刷新'}
        </span>
      </Button>
    </div>
  )
}

function totalText({ value, relation }: NonNullable<MachineSearchPage['total']>): string {
  const figure = formatCount(value)
  return relation === 'eq' ? `共 ${figure} 台` : `多于 ${figure} 台`
}

type Condition = { key: ConditionKey; label: string; remove: () => void }

function useConditions({ question, area, set, setArea }: Search, names: MachineNames): Condition[] {
  const areaName = useAreaName(area)
  const remove = (key: ConditionKey) => {
    if (key === 'area') return setArea(undefined)
    if (key === 'power') return set({ minKw: null, maxKw: null })
    return key === 'dates' ? set({ from: null, to: null }) : set({ [key]: null })
  }
  // Until the name is loaded it is the bare code, which is meaningless to the officer.
  const areaLabel = areaName === area ? area && '所选地区' : areaName
  return conditionLabels(question, names, areaLabel).map(({ key, label }) => ({
    key,
    label,
    remove: () => remove(key),
  }))
}
