import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './filing-checks.module.css'

/** Why a field is in doubt, beside its value. */
export function DoubtReasons({ checks }: { checks: DeskFiling['checks'] }) {
  return checks.map(({ code, text }) => (
    <span key={`${code}:${text}`} className={css.reason}>
      {text}
    </span>
  ))
}
