import css from './marked-text.module.css'

/** A text with some of its signs marked. @param props.marked their places, from 0 */
export function MarkedText({ text, marked }: { text: string; marked: readonly number[] }) {
  return runsOf(text, marked).map((run) =>
    run.marked ? (
      <mark key={run.at} className={css.mark}>
        {run.text}
      </mark>
    ) : (
      <span key={run.at}>{run.text}</span>
    ),
  )
}

/** The text in runs of marked and of other signs. */
function runsOf(text: string, marked: readonly number[]) {
  const runs: { text: string; marked: boolean; at: number }[] = []
  for (const [at, sign] of [...text].entries()) {
    const last = runs.at(-1)
    const isMarked = marked.includes(at)
    if (last?.marked === isMarked) last.text += sign
    else runs.push({ text: sign, marked: isMarked, at })
  }
  return runs
}
