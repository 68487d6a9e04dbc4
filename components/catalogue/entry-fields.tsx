'use client'

import { COLUMNS } from '@/lib/features/catalogue/rules/columns'
import type { CatalogueEntry } from '@/lib/features/catalogue/schema'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import styles from './catalogue.module.css'
import { isNamedList, useListNames } from './use-list-names'

const PARTS = [
  { step: 'codes', title: '编码信息' },
  { step: 'machine', title: '机械信息' },
  { step: 'engine', title: '发动机信息' },
] as const

/** All fields of an entry, in the order and with the labels of the owners' form; a dash where there is no value. */
export function EntryFields({ entry }: { entry: CatalogueEntry }) {
  const nameOf = useListNames()
  const textOf = (field: FieldInfo) => {
    const value = valueOfField(entry, field)
    if (value === null) return '—'
    if (isNamedList(field.list)) return nameOf(field.list, String(value))
    return field.unit ? `${value} ${field.unit}` : value
  }
  return PARTS.map(({ step, title }) => (
    <section key={step} className={styles.card} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <dl className={styles.fields}>
        {COLUMNS.filter((field) => field.step === step).map((field) => (
          <div key={field.path}>
            <dt>{field.label}</dt>
            <dd>{textOf(field)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

export function valueOfField(entry: CatalogueEntry, { path }: FieldInfo): string | number | null {
  const [section = '', name = ''] = path.split('.')
  const part: unknown = Reflect.get(entry, section)
  const value: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, name) : null
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : null
}
