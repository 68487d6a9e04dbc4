import { useQuery } from '@tanstack/react-query'
import { Radio } from 'antd'
import type { Ref } from 'react'
import { Failed, Loading } from '@/components/ui/states'
import { chinaDay, chinaMinute } from '@/lib/core/clock'
import { ABSENCE_LABELS } from '@/lib/features/absence/schema'
import { colleaguesQuery } from '@/lib/features/filing/api/pass'
import type { Colleague } from '@/lib/features/filing/schema/pass'
import styles from './pass.module.css'

type Props = {
  /** The filings that are to be handed over: who is listed may have all of them. */
  ids: readonly string[]
  /** Id of the chosen colleague; this, `onChange` and `ref` are given by the form's item. */
  value?: string
  onChange?: (id: string) => void
  ref?: Ref<HTMLDivElement>
  onName?: (name: string) => void
}

/** The colleagues who may have these filings, with what each holds; who is away cannot be chosen. */
export function ColleagueChoice({ ids, value, onChange, ref, onName }: Props) {
  const { data, error, refetch } = useQuery(colleaguesQuery(ids))
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading label="正在读取同事名单…" />
  if (data.data.length === 0)
    return <p className={styles.none}>没有其他负责这个地区的审核人员，可以放回队列。</p>
  const choose = ({ id, name }: Colleague) => {
    onChange?.(id)
    onName?.(name)
  }
  return (
    <Radio.Group
      ref={ref}
      className={styles.colleagues}
      aria-label="移交给"
      value={value}
      onChange={({ target }) => {
        const one = data.data.find(({ id }) => id === target.value)
        if (one) choose(one)
      }}
    >
      {data.data.map((one) => (
        <Radio key={one.id} value={one.id} disabled={one.away !== null} className={styles.colleague}>
          <span className={styles.name}>{one.name}</span>
          <span className={styles.load}>手上 {one.held} 件</span>
          <span className={styles.about}>{aboutOf(one)}</span>
        </Radio>
      ))}
    </Radio.Group>
  )
}

/** What is known of their being there: the record, which does not tell whether they are at their desk now. */
function aboutOf({ bureauName, away, lastActAt }: Colleague): string {
  if (away) return `${bureauName} · ${ABSENCE_LABELS[away.kind]}至 ${away.to}`
  return `${bureauName} · ${lastActText(lastActAt)}`
}

function lastActText(lastActAt: string | null): string {
  if (!lastActAt) return '没有操作记录'
  const at = new Date(lastActAt)
  const minute = chinaMinute(at)
  return chinaDay(at) === chinaDay(new Date())
    ? `今天 ${minute.slice(-5)} 有操作`
    : `最近操作 ${minute.slice(0, 10)}`
}
