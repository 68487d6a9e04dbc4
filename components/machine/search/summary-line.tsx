import { ReloadOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useAreaName } from '@/components/division/use-area-name'
import { chinaTime } from '@/lib/core/clock'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import { type ConditionKey, conditionWords } from './condition-words'
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
  CODE: '按号码、号牌、编号或型号的一部分查找',
  LETTERS: '按编号、型号或所有者名称中的字母查找',
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
        {/* The server and the browser may have looked at the clock in different minutes. */}
        <span suppressHydrationWarning>
          {askedAt > 0 ? `${chinaTime(new Date(askedAt)).slice(11, 16)} 查询，刷新` : '刷新'}
        </span>
      </Button>
    </div>
  )
}

function totalWords({ value, relation }: NonNullable<MachineSearchPage['total']>): string {
  const figure = value.toLocaleString('zh-CN')
  return relation === 'eq' ? `共 ${figure} 台` : `多于 ${figure} 台`
}

type Condition = { key: ConditionKey; words: string; remove: () => void }

function useConditions({ question, area, set, setArea }: Search, names: MachineNames): Condition[] {
  const areaName = useAreaName(area)
  const remove = (key: ConditionKey) => {
    if (key === 'area') return setArea(undefined)
    return key === 'dates' ? set({ from: null, to: null }) : set({ [key]: null })
  }
  // Its code, until its name is read, tells nobody anything.
  const areaWords = areaName === area ? area && '所选地区' : areaName
  return conditionWords(question, names, areaWords).map(({ key, words }) => ({
    key,
    words,
    remove: () => remove(key),
  }))
}
