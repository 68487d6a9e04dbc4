import type { ReactNode } from 'react'
import blocks from '@/components/mobile/blocks.module.css'

type Props = {
  /** Its name for assistive technology. */
  label: string
  title: ReactNode
  tone?: 'wait' | 'still'
  /** Facts, name and value; a null value is left out. */
  rows?: readonly (readonly [name: string, value: string | null])[]
  hint?: ReactNode
  /** Acts, by their word. */
  acts?: Record<string, () => void>
}

/** A person of a unit, a unit of a person, an invitation or a request, with what can be done about it. */
export function PlaceCard({ label, title, tone, rows = [], hint, acts = {} }: Props) {
  const verbs = Object.entries(acts)
  return (
    <li className={blocks.card} aria-label={label}>
      <p className={blocks.status} data-tone={tone}>
        {title}
      </p>
      {rows.length > 0 && (
        <dl className={blocks.rows}>
          {rows.map(([name, value]) =>
            value === null ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {hint && <p className={blocks.hint}>{hint}</p>}
      {verbs.length > 0 && (
        <div className={blocks.links}>
          {verbs.map(([verb, onAct]) => (
            <button key={verb} type="button" onClick={onAct}>
              {verb}
            </button>
          ))}
        </div>
      )}
    </li>
  )
}
