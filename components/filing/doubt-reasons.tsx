import { Unbroken } from '@/components/ui/unbroken'
import css from './filing-checks.module.css'

/** Why a field is in doubt, beside its value, whose label need not be said again. */
export function DoubtReasons({
  checks,
  label,
}: {
  checks: readonly { code: string; text: string }[]
  label: string
}) {
  return checks.map(({ code, text }) => (
    <span key={`${code}:${text}`} className={css.reason}>
      <Unbroken text={text.startsWith(label) ? text.slice(label.length) : text} />
    </span>
  ))
}
