import { Alert } from 'antd'
import { Unbroken } from '@/components/ui/unbroken'
import css from './filing-checks.module.css'

type Props = { type?: 'warning' | 'error'; title: string; doubts: readonly { text: string }[] }

/** What the officer reads before the confirmation: many lines scroll in their place, so that the choice below stays in view. */
export function DoubtsAlert({ type = 'warning', title, doubts }: Props) {
  return (
    <Alert
      type={type}
      showIcon
      style={{ marginBottom: 12 }}
      title={title}
      description={
        <ul className={css.doubts} aria-label={title} tabIndex={-1}>
          {doubts.map(({ text }) => (
            <li key={text}>
              <Unbroken text={text} />
            </li>
          ))}
        </ul>
      }
    />
  )
}
