import {
  changeReason,
  type ReturnDraft,
  toggleReason,
  unopened,
} from '@/lib/features/filing/rules/return-draft'
import {
  doubtedFields,
  type ReasonOption,
  suggestReasons,
} from '@/lib/features/filing/rules/return-suggestions'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { ReasonChips } from './reason-chips'
import { ReasonDetails } from './reason-details'
import styles from './return.module.css'

type Props = {
  draft: ReturnDraft
  options: readonly ReasonOption[]
  marks: readonly string[]
  checks: DeskFiling['checks']
  /** By reason code; `all` where no reason is chosen. */
  faults: Record<string, string>
  onChange: (draft: ReturnDraft) => void
}

/** The reasons to tick, and below them the details of those that are. */
export function ReasonForm({ draft, options, marks, checks, faults, onChange }: Props) {
  const missing = unopened(draft)
  const suggested = suggestReasons(options, marks, checks)
  const whys = options.flatMap(({ code, name }) => {
    const why = suggested.get(code)
    return why && !draft.chosen.some((one) => one.code === code) ? [`${name}（${why}）`] : []
  })
  return (
    <>
      <ReasonChips
        options={options}
        chosen={draft.chosen.map(({ code }) => code)}
        suggested={suggested}
        onToggle={(option) =>
          onChange(toggleReason(draft, option, { marks, doubted: doubtedFields(option, checks) }))
        }
      />
      {faults.all ? (
        <p role="alert" className={styles.fault}>
          {faults.all}
        </p>
      ) : null}
      {whys.length > 0 ? <p className={styles.why}>建议：{whys.join('；')}</p> : null}
      {draft.chosen.map((reason) => (
        <ReasonDetails
          key={reason.code}
          name={options.find(({ code }) => code === reason.code)?.name ?? reason.code}
          reason={reason}
          fault={faults[reason.code]}
          missing={missing.find(({ code }) => code === reason.code)}
          onChange={(part) => onChange(changeReason(draft, reason.code, part))}
        />
      ))}
      {draft.chosen.length === 0 && marks.length > 0 ? (
        <p className={styles.why}>已标记 {marks.length} 处，勾选原因后列入需要修改的内容。</p>
      ) : null}
    </>
  )
}
