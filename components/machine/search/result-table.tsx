import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactElement, useCallback, useMemo, useState } from 'react'
import type { MachineSearchPage, MachineSort } from '@/lib/features/machine/schema/search'
import type { MachineColumn } from './machine-columns'
import { ResultFoot } from '@/components/ui/list-table/list-foot'
import { ResultRows } from '@/components/ui/list-table/list-rows'
import styles from './search.module.css'

type Props = {
  query: UseInfiniteQueryResult<InfiniteData<MachineSearchPage>>
  columns: readonly MachineColumn[]
  /** Names the search. */
  question: string
  sort: MachineSort
  onSort: (sort: MachineSort) => void
  /** Instead of rows: why there are none, or that they failed; null where there are rows. */
  instead: ReactElement | null
}

/** The machines found, in a box that keeps its head in sight; it fills itself as the end comes near. */
export function ResultTable({ query, columns, question, sort, onSort, instead }: Props) {
  // As state: the rows' effects, which scroll to the place left, run before a ref to what holds them is set.
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data])
  const shown = useShownQuestion(question, query.isPlaceholderData)
  const onNearEnd = useNextPage(query)
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return (
    <div ref={setBox} className={styles.box} aria-busy={query.isFetching}>
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-rowcount={rowCount(query, rows.length)}
      >
        <caption className="visually-hidden">机械</caption>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={key === 'owner' ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {query.isPending && <Bars columns={columns.length} />}
        {rows.length > 0 && box && (
          <ResultRows
            key={shown}
            rows={rows}
            columns={columns}
            question={shown}
            box={box}
            outdated={query.isPlaceholderData}
            onNearEnd={onNearEnd}
          />
        )}
      </table>
      {instead ?? <ResultFoot query={query} shown={rows.length} />}
    </div>
  )
}

/** Place and focus belong to the rows that are seen, which are those of the question before until new ones are there. */
function useShownQuestion(question: string, outdated: boolean): string {
  const [shown, setShown] = useState(question)
  if (!outdated && shown !== question) setShown(question)
  return shown
}

function useNextPage({
  hasNextPage,
  isFetching,
  isError,
  isPlaceholderData,
  fetchNextPage,
}: Props['query']): () => void {
  const ready = hasNextPage && !isFetching && !isError && !isPlaceholderData
  return useCallback(() => {
    if (ready) void fetchNextPage()
  }, [ready, fetchNextPage])
}

/** For screen readers, the head included; -1: more than are there. */
function rowCount({ hasNextPage }: Props['query'], rows: number): number {
  return hasNextPage ? -1 : rows + 1
}

function Head({ column, sort, onSort }: Pick<Props, 'sort' | 'onSort'> & { column: MachineColumn }) {
  const { title, sorts } = column
  if (!sorts) return <th scope="col">{title}</th>
  const [first, second] = sorts
  const sorted = sort === first || sort === second
  const order = sort.startsWith('-') ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={sorted ? order : undefined}>
      <button type="button" className={styles.sort} onClick={() => onSort(sort === first ? second : first)}>
        {title}
        <span aria-hidden>{!sorted ? '↕' : order === 'descending' ? '↓' : '↑'}</span>
      </button>
    </th>
  )
}

function Bars({ columns }: { columns: number }) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: 12 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <tr key={row} className={styles.waiting}>
          {Array.from({ length: columns }, (_, cell) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
            <td key={cell}>
              <span className={styles.bar} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
