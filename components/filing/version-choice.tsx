import { Segmented } from 'antd'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './resubmission.module.css'

type Props = {
  filing: Pick<DeskFiling, 'revisions' | 'revision'>
  chosen: number
  onChoose: (number: number) => void
}

/** All submissions; the earlier ones are for reading only. */
export function VersionChoice({ filing, chosen, onChoose }: Props) {
  const options = filing.revisions.map(({ number }) => ({
    value: number,
    label: number === filing.revision ? `第 ${number} 次提交（本次）` : `第 ${number} 次提交`,
  }))
  return (
    <div className={css.versions}>
      <Segmented aria-label="查看哪次提交" options={options} value={chosen} onChange={onChoose} />
    </div>
  )
}
