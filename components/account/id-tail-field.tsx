import type { ReactNode } from 'react'
import { Field } from '@/components/mobile/field'

type Props = { value: string; fault?: ReactNode; onValue: (value: string) => void; onBlur?: () => void }

/** Asked for beside the code when the account was quiet for long. */
export function IdTailField(part: Props) {
  return (
    <Field
      label="证件号后四位"
      name="idTail"
      autoComplete="off"
      maxLength={4}
      placeholder="登记的证件号码后四位"
      hint="账号很久没有使用，请再核对一次；单位填统一社会信用代码的后四位"
      {...part}
    />
  )
}
