import { FlagFilled, FlagOutlined, PictureOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './desk.module.css'
import { photoOf } from './photo-of-field'

type Props = {
  filing: DeskFiling
  names: Names
  marks: readonly string[]
  /** False for those who only read. */
  markable: boolean
  onMark: (path: string) => void
  onShowSlot: (slot: DeskFiling['photos'][number]['slot']) => void
}

/** All data of the filing, by step; what changed, what a check doubts and what is marked stands out. */
export function FieldSections(props: Props) {
  return STEPS.map((step) => {
    const fields = FIELDS.filter(
      (field) => field.step === step && (field.step !== 'dpf' || hasAny(props.filing.content, 'dpf')),
    )
    const shown = step === 'monitoring' && !hasAny(props.filing.content, 'monitoring') ? [] : fields
    if (shown.length === 0) return <EmptySection key={step} label={STEP_LABELS[step]} />
    return (
      <section key={step} className={css.section} aria-label={STEP_LABELS[step]}>
        <h2>{STEP_LABELS[step]}</h2>
        <dl className={css.rows}>
          {shown.map((field) => (
            <FieldRow key={field.path} field={field} {...props} />
          ))}
        </dl>
      </section>
    )
  })
}

function hasAny(content: FilingContent, section: 'dpf' | 'monitoring'): boolean {
  return Object.values(content[section]).some((value) => value !== null && value !== undefined)
}

function EmptySection({ label }: { label: string }) {
  return (
    <section className={css.section} aria-label={label}>
      <h2>
        {label}
        <span className={css.quiet}>未填写</span>
      </h2>
    </section>
  )
}

function FieldRow({
  field,
  filing,
  names,
  marks,
  markable,
  onMark,
  onShowSlot,
}: Props & { field: FieldInfo }) {
  const value = valueAt(filing.content, field.path)
  const change = filing.changes.find((one) => one.path === field.path)
  const doubt = filing.checks.find((check) => check.level === 'WARN' && check.paths.includes(field.path))
  const marked = marks.includes(field.path)
  const photo = photoOf(field.path, filing.photos)
  const text =
    field.path === 'districtCode' ? (filing.district?.fullName ?? '') : displayValue(field, value, names)
  const tone = marked ? css.rowMarked : doubt ? css.rowWarned : change ? css.rowChanged : ''
  return (
    <div className={`${css.row} ${field.wide ? css.rowWide : ''} ${tone}`}>
      <dt>{field.asClaim ?? field.label}</dt>
      <dd className={css.filled}>
        <span className={css.value}>
          {change ? (
            <s className={css.before}>{displayValue(field, change.before, names) || '（原未填写）'}</s>
          ) : null}
          {text === '' ? <span className={css.quiet}>—</span> : text}
        </span>
        <span className={css.actions}>
          {photo ? (
            <Tooltip title="看对应照片">
              <Button
                type="text"
                size="small"
                aria-label={`看${field.label}的照片`}
                icon={<PictureOutlined />}
                onClick={() => onShowSlot(photo.slot)}
              />
            </Tooltip>
          ) : null}
          {markable ? (
            <Tooltip title={marked ? '取消标记' : '标记为需要修改'}>
              <Button
                type="text"
                size="small"
                danger={marked}
                aria-pressed={marked}
                aria-label={`标记${field.label}需要修改`}
                icon={marked ? <FlagFilled /> : <FlagOutlined />}
                onClick={() => onMark(field.path)}
              />
            </Tooltip>
          ) : null}
        </span>
      </dd>
    </div>
  )
}
