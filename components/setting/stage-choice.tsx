import { Radio } from 'antd'
import { KbdSign } from '@/components/ui/keys/kbd'
import { keySign } from '@/components/ui/keys/shortcuts'
import styles from './stage-choice.module.css'

type Props = {
  /** Names by code, in display order. */
  stages: Record<string, string>
  /** Each stage has its code as a key, shown beside its name. */
  keys?: boolean
  id?: string
  value?: string
  onChange?: (code: string) => void
}

/** Form field to choose a stage; without a value none is selected. */
export function StageChoice({ stages, keys, value, onChange, ...rest }: Props) {
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
      options={Object.entries(stages).map(([code, name]) => ({
        value: code,
        label: keys ? (
          <>
            <span>{name}</span>
            <KbdSign sign={keySign(code)} />
          </>
        ) : (
          name
        ),
      }))}
    />
  )
}
