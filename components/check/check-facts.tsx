import css from './check.module.css'

/** Facts of a public page, by label; without those that there are not. */
export function CheckFacts({ facts }: { facts: readonly [label: string, value: string | null][] }) {
  return (
    <dl className={css.facts}>
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
