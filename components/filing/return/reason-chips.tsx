import type { ReasonOption } from '@/lib/features/filing/rules/return-suggestions'
import styles from './return.module.css'

type Props = {
  options: readonly ReasonOption[]
  chosen: readonly string[]
  /** Why a reason suggests itself, by its code. */
  suggested: ReadonlyMap<string, string>
  onToggle: (option: ReasonOption) => void
}

/**
 * The reasons in the administrator's order, always in the same place. Buttons rather than inputs: the desk's keys go on
 * working after a click.
 */
export function ReasonChips({ options, chosen, suggested, onToggle }: Props) {
  return (
    <fieldset className={styles.reasons}>
      <legend className="visually-hidden">退回原因</legend>
      {options.map((option) => {
        const why = suggested.get(option.code)
        return (
          // biome-ignore lint/a11y/useSemanticElements: an input would take the desk's keys
          <button
            key={option.code}
            type="button"
            role="checkbox"
            aria-checked={chosen.includes(option.code)}
            title={why && `建议：${why}`}
            className={styles.chip}
            data-suggested={why !== undefined}
            onClick={() => onToggle(option)}
          >
            {option.name}
          </button>
        )
      })}
    </fieldset>
  )
}
