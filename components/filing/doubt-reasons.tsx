import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './filing-checks.module.css'

/** Why a field is in doubt, beside its value, whose label need not be said again. */
export function DoubtReasons({ checks, label }: { checks: DeskFiling['checks']; label: string }) {
  return checks.map(({ code, text }) => (
    <span key={`${code}:${text}`} className={css.reason}>
      {text.startsWith(label) ? text.slice(label.length) : text}
    </span>
  ))
}
