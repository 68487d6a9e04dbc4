import type { Table, TableCell, TableColumn } from '@/lib/core/paper'
import { PaperText } from './boxed'
import css from './paper.module.css'

/** A table of a paper: the browser repeats its head on every page. */
export function PaperTable({ table }: { table: Table }) {
  const { columns, rows, sum, empty } = table
  const totalWidth = columns.reduce((width, column) => width + column.width, 0)
  return (
    <table className={css.table}>
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} width={`${(100 * width) / totalWidth}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ head, align }) => (
            <th key={head} scope="col" className={align && css[align]}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 ? (
          <tr>
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        ) : null}
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows stay where they are
          <Row key={index} columns={columns} row={row} />
        ))}
      </tbody>
      {sum ? (
        <tfoot>
          <Row columns={columns} row={sum} />
        </tfoot>
      ) : null}
    </table>
  )
}

/** The first cell is the header of the row. */
function Row({ columns, row }: { columns: readonly TableColumn[]; row: readonly TableCell[] }) {
  return (
    <tr>
      {columns.map(({ head, align }, index) => {
        const cell = row[index] ?? ''
        const Tag = index === 0 ? 'th' : 'td'
        return (
          <Tag key={head} scope={index === 0 ? 'row' : undefined} className={align && css[align]}>
            {typeof cell === 'string' ? <PaperText>{cell}</PaperText> : <ShareBar share={cell.bar} />}
          </Tag>
        )
      })}
    </tr>
  )
}

/** An SVG, because the page's CSP forbids inline styles; the figure is in the next cell. */
function ShareBar({ share }: { share: number }) {
  return (
    <svg className={css.share} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100 * share} height={1} />
    </svg>
  )
}
