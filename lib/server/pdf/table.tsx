import { StyleSheet, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import type { Table, TableCell, TableColumn } from '@/lib/core/paper'
import { Words } from './words'

/** Border of tables. */
export const LINE = '0.6 solid #333333'
/** Points to keep together, so that a heading does not stand alone at the end of a page. */
const HEAD_AND_A_ROW = 64

const styles = StyleSheet.create({
  head: { flexDirection: 'row', borderTop: LINE, borderLeft: LINE, backgroundColor: '#f2f4f8' },
  row: { flexDirection: 'row', borderLeft: LINE },
  cell: { padding: '2 4', borderRight: LINE, borderBottom: LINE, flexGrow: 0, flexShrink: 0 },
  end: { textAlign: 'right' },
  sum: { fontWeight: 700 },
  bar: { height: 6, backgroundColor: '#3555da' },
  empty: { padding: '3 4', borderRight: LINE, borderBottom: LINE, width: '100%', color: '#444444' },
})

/** A table whose head is repeated on every page; rows are not split. */
export function TableView({ table, heading }: { table: Table; heading: ReactNode }) {
  const { columns, rows, sum, empty } = table
  const whole = columns.reduce((width, column) => width + column.width, 0)
  const cells = (row: readonly TableCell[], bold = false) =>
    columns.map((column, index) => (
      <Cell key={column.head} column={column} whole={whole} cell={row[index] ?? ''} bold={bold} />
    ))
  return (
    <>
      <View minPresenceAhead={HEAD_AND_A_ROW}>{heading}</View>
      <View>
        <View style={styles.head} fixed>
          {cells(columns.map(({ head }) => head))}
        </View>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, in this order
          <View key={index} style={styles.row} wrap={false}>
            {cells(row)}
          </View>
        ))}
        {rows.length === 0 ? (
          <View style={styles.row}>
            <Text style={styles.empty}>
              <Words>{empty}</Words>
            </Text>
          </View>
        ) : null}
        {sum ? (
          <View style={styles.row} wrap={false}>
            {cells(sum, true)}
          </View>
        ) : null}
      </View>
    </>
  )
}

type CellProps = { column: TableColumn; whole: number; cell: TableCell; bold: boolean }

function Cell({ column, whole, cell, bold }: CellProps) {
  const width = `${(100 * column.width) / whole}%`
  if (typeof cell === 'object') {
    return (
      <View style={[styles.cell, { width, justifyContent: 'center' }]}>
        <View style={[styles.bar, { width: `${100 * cell.bar}%` }]} />
      </View>
    )
  }
  // One node per cell: layout dominates the cost of a long table.
  const style = [styles.cell, { width }, column.align === 'end' ? styles.end : {}, bold ? styles.sum : {}]
  return (
    <Text style={style}>
      <Words>{cell}</Words>
    </Text>
  )
}
