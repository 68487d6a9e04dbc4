import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { chinaDay } from '@/lib/core/clock'
import type { MachineSearchPage } from '@/lib/features/machine/schema/search'
import { formerNamesQuery } from '@/lib/features/rename/api'
import styles from './search.module.css'
import type { Search } from './use-search'

type Props = { search: Search; result: Pick<MachineSearchPage, 'meaning'> | undefined }

/** Meanings of a text by which an owner's name is looked for. */
const NAMES: readonly MachineSearchPage['meaning'][] = ['NAME', 'LETTERS', 'WORDS']

/** Who had the name that is searched for: the machines stand under the name of today. */
export function FormerNames({ search: { question, set }, result }: Props) {
  const text = question.q?.trim() ?? ''
  const asks = result !== undefined && NAMES.includes(result.meaning) && text.length >= 2
  const { data } = useQuery({ ...formerNamesQuery(text), enabled: asks })
  if (!asks || !data || data.data.length === 0) return null
  return (
    <ul className={styles.formerNames} aria-label="曾用名">
      {data.data.map(({ id, former, untilAt, name }) => (
        <li key={id}>
          “{former}”是“{name}”的曾用名（至 {chinaDay(new Date(untilAt))}）
          <Button type="link" size="small" onClick={() => set({ q: name, as: null })}>
            查“{name}”的机械
          </Button>
        </li>
      ))}
    </ul>
  )
}
