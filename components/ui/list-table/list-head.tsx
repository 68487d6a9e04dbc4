import { columnStyle, type ListColumn, type Sorting } from './list-column'
import styles from './list-table.module.css'

type Props<Row, Sort extends string> = {
  columns: readonly ListColumn<Row, Sort>[]
  sorting: Sorting<Sort> | undefined
}

/** Column widths and headers; some sort. */
export function ListHead<Row, Sort extends string>({ columns, sorting }: Props<Row, Sort>) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={columnStyle(column)} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) =>
            column.sorts && sorting ? (
              <SortingHead key={column.key} title={column.title} sorts={column.sorts} {...sorting} />
            ) : (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ),
          )}
        </tr>
      </thead>
    </>
  )
}

type SortingProps<Sort extends string> = Sorting<Sort> & { title: string; sorts: readonly [Sort, Sort] }

function SortingHead<Sort extends string>({ title, sorts, by, onSort }: SortingProps<Sort>) {
  const [first, second] = sorts
  const sorted = by === first || by === second
  const order = by.startsWith('-') ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={sorted ? order : undefined}>
      <button type="button" className={styles.sort} onClick={() => onSort(by === first ? second : first)}>
        {title}
        <span aria-hidden>{!sorted ? '↕' : order === 'descending' ? '↓' : '↑'}</span>
      </button>
    </th>
  )
}

/** Placeholder bars until rows are loaded. */
export function Skeleton({ columns, rows }: { columns: number; rows: number }) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
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
