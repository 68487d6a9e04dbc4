import Link from 'next/link'
import { type MouseEvent, memo } from 'react'
import type { MachineRow } from '@/lib/features/machine/schema/search'
import type { MachineColumn } from '@/components/machine/search/machine-columns'
import styles from '@/components/machine/search/search.module.css'

type Props = {
  row: MachineRow
  index: number
  /** The one row in the tab order. */
  current: boolean
  columns: readonly MachineColumn[]
  onFocus: (index: number) => void
  onOpen: (id: string) => void
}

/** One machine; the whole row is a door to its page. */
export const ResultRow = memo(function ResultRow({ row, index, current, columns, onFocus, onOpen }: Props) {
  return (
    // The head is row 1.
    <tr aria-rowindex={index + 2} onClick={openRow}>
      {columns.map((column, place) => {
        const text = column.text(row) ?? '—'
        const ended = column.key === 'status' && row.status !== 'ACTIVE'
        return (
          <td
            key={column.key}
            data-label={column.title}
            data-wide={column.width > 110 || undefined}
            title={column.hint?.(row) ?? text}
            className={ended ? styles.ended : undefined}
          >
            {place === 0 ? (
              <Link
                href={`/machines/${row.id}`}
                prefetch={false}
                data-row={row.id}
                tabIndex={current ? 0 : -1}
                onFocus={() => onFocus(index)}
                onClick={() => onOpen(row.id)}
              >
                {text}
              </Link>
            ) : (
              text
            )}
          </td>
        )
      })}
    </tr>
  )
})

function openRow(event: MouseEvent<HTMLTableRowElement>) {
  const onLink = event.target instanceof Element && event.target.closest('a')
  // Somebody is selecting text to copy it.
  if (onLink || window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLAnchorElement>('a[data-row]')?.click()
}
