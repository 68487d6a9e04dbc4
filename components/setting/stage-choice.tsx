import { Radio } from 'antd'
import styles from './stage-choice.module.css'

type Props = {
  /** Names by code, in display order. */
  stages: Record<string, string>
  id?: string
  value?: string
  onChange?: (code: string) => void
}

/** Form field to choose a stage; without a value none is selected. */
export function StageChoice({ stages, value, onChange, ...rest }: Props) {
  return (
    <Radio.Group
      {...rest}
      className={styles.choice}
      // antd's own rule for the group overrides a class.
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}
      value={value ?? null}
      onChange={(event) => onChange?.(event.target.value)}
      optionType="button"
      buttonStyle="solid"
      options={Object.entries(stages).map(([code, label]) => ({ value: code, label }))}
    />
  )
}
