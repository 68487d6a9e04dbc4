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

/** Codes that the reader reads otherwise, but only by an O for a 0: nobody but the officer can tell. */
export function LookAlikes({ checks }: { checks: Props['doubts'] }) {
  return checks.length > 0 ? (
    <DoubtsAlert title="填写与照片只差形近字符，程序不能判断，请对照照片" doubts={checks} />
  ) : null
}
