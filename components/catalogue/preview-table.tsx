'use client'

import { COLUMNS } from '@/lib/features/catalogue/rules/columns'
import type { CatalogueImportDetail } from '@/lib/features/catalogue/schema'
import styles from './catalogue.module.css'
import { valueOfField } from './entry-fields'
import { isNamedList, useListNames } from './use-list-names'

/** The first valid rows as they would be stored, without empty columns. */
export function PreviewTable({ row }: { row: CatalogueImportDetail }) {
  const nameOf = useListNames()
  const columns = COLUMNS.filter((field) => row.preview.some((entry) => valueOfField(entry, field) !== null))
  return (
    <section aria-label="预览" className={styles.part}>
      <h2 className={styles.heading}>预览（前 {row.preview.length} 条，按目录中的样子显示）</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label="预览内容，可左右滚动">
        <table className={styles.preview}>
          <thead>
            <tr>
              {columns.map(({ path, label, unit }) => (
                <th key={path} scope="col">
                  {unit ? `${label} (${unit})` : label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row.preview.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file without identity, never reordered
              <tr key={index}>
                {columns.map((field) => {
                  const value = valueOfField(entry, field)
                  const { list } = field
                  return (
                    <td key={field.path}>{isNamedList(list) ? nameOf(list, value?.toString()) : value}</td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
