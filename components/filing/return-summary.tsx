import { MarkButton } from '@/components/desk/mark-button'
import { Panel } from '@/components/desk/panel'
import { type Names, pathLabel } from '@/lib/features/content/rules/display'
import {
  type Followed,
  followReturn,
  isResubmission,
  isTouched,
} from '@/lib/features/filing/rules/resubmission'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { FollowedItem } from './followed-item'
import css from './resubmission.module.css'

type Props = {
  filing: DeskFiling
  names: Names
  marks: readonly string[]
  /** False for read-only viewers. */
  markable: boolean
  onMark: (path: string) => void
  /** Shows the photo of a slot, beside the earlier one. */
  onShow: (slot: string) => void
}

/** Reasons of the last return or of the refusal; of a resubmission, what became of each thing that was asked for. */
export function ReturnSummary(props: Props) {
  const { filing } = props
  if (filing.declineReason) {
    return (
      <Panel title="不予登记的理由" label="退回与修改">
        <p className={css.reason}>{filing.declineReason}</p>
      </Panel>
    )
  }
  if (filing.returnReasons.length === 0) return null
  return isResubmission(filing) ? <Followup {...props} /> : <Asked filing={filing} />
}

/** While it is with the owner: what was asked for. */
function Asked({ filing }: Pick<Props, 'filing'>) {
  return (
    <Panel title="上次退回的原因" label="退回与修改">
      {filing.returnReasons.map(({ code, text, fields }) => (
        <p key={`${code}${text}`} className={css.reason}>
          <strong>{text}</strong>
          {fields.length > 0 ? `（${fields.map(pathLabel).join('、')}）` : ''}
        </p>
      ))}
    </Panel>
  )
}

/** Before and after of what was asked for, then of what was changed besides. */
function Followup(props: Props) {
  const { filing } = props
  const { reasons, others } = followReturn(filing)
  const asked = reasons.flatMap(({ items }) => items)
  const untouched = asked.filter((item) => !isTouched(item)).length
  return (
    <Panel
      title={`第 ${filing.revision} 次提交的改动`}
      label="退回与修改"
      aside={
        untouched > 0 ? <span className={css.untouched}>{untouched} 处要求更正，未改动</span> : undefined
      }
    >
      {reasons.map(({ reason, items }) => (
        <section key={`${reason.code}${reason.text}`} className={css.group}>
          <h3>退回原因：{reason.text}</h3>
          <Items items={items} asked {...props} />
        </section>
      ))}
      {others.length > 0 ? (
        <section className={css.group}>
          <h3>其他改动</h3>
          <Items items={others} {...props} />
        </section>
      ) : null}
      {asked.length + others.length === 0 ? <p className={css.reason}>没有改动</p> : null}
    </Panel>
  )
}

function Items({
  items,
  asked,
  names,
  marks,
  markable,
  onMark,
  onShow,
}: Props & { items: readonly Followed[]; asked?: boolean }) {
  return (
    <ul className={css.items}>
      {items.map((item) => (
        <li key={item.path} data-marked={marks.includes(item.path)}>
          <span className={css.label}>{pathLabel(item.path)}</span>
          <FollowedItem item={item} asked={asked ?? false} names={names} onShow={onShow} />
          {markable && (
            <MarkButton
              label={pathLabel(item.path)}
              marked={marks.includes(item.path)}
              onMark={() => onMark(item.path)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
