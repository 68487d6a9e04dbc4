import { Radio } from 'antd'
import styles from './stage-choice.module.css'

type Props = {
  /** Names by code, in the order in which they are offered. */
  stages: Record<string, string>
  id?: string
  value?: string
  onChange?: (code: string) => void
}

/** The stages side by side, for a form's field; none is chosen until somebody chooses. */
export function StageChoice({ stages, value, onChange, ...rest }: Props) {
  return (
    <Radio.Group
      {...rest}
      className={styles.choice}
      // The design system's own rule for the group is stronger than a class.
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}
      value={value ?? null}
      onChange={(event) => onChange?.(event.target.value)}
      optionType="button"
      buttonStyle="solid"
      options={Object.entries(stages).map(([code, label]) => ({ value: code, label }))}
    />
  )
}
