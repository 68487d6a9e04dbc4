import { PictureOutlined } from '@ant-design/icons'
import { FactToolButton } from '@/components/desk/fact-tool'
import { MarkButton } from '@/components/desk/mark-button'
import { Fact, Facts, Panel, Quiet } from '@/components/desk/panel'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { ComparisonMark } from './comparison-mark'
import { DoubtReasons } from './doubt-reasons'
import css from './filing-desk.module.css'
import { useLit } from './lit-place'
import { photoOf } from './photo-of-field'

type FilingPhoto = DeskFiling['photos'][number] & { label: string }
type Props = {
  filing: DeskFiling
  photos: readonly FilingPhoto[]
  names: Names
  marks: readonly string[]
  /** False for read-only viewers. */
  markable: boolean
  onMark: (path: string) => void
  onShow: (photo: FilingPhoto) => void
}

/** All data of the filing by step; changed, doubted and marked fields are highlighted. */
export function FieldSections(props: Props) {
  return STEPS.map((step) => {
    const fields = FIELDS.filter(
      (field) => field.step === step && (field.step !== 'dpf' || hasAny(props.filing.content, 'dpf')),
    )
    const shown = step === 'monitoring' && !hasAny(props.filing.content, 'monitoring') ? [] : fields
    if (shown.length === 0) {
      const label = STEP_LABELS[step]
      return <Panel key={step} title={label} label={label} aside={<Quiet>未填写</Quiet>} />
    }
    return (
      <Panel key={step} title={STEP_LABELS[step]} label={STEP_LABELS[step]}>
        <Facts>
          {shown.map((field) => (
            <FieldFact key={field.path} field={field} {...props} />
          ))}
        </Facts>
      </Panel>
    )
  })
}

function hasAny(content: FilingContent, section: 'dpf' | 'monitoring'): boolean {
  return Object.values(content[section]).some((value) => value !== null && value !== undefined)
}

function FieldFact({ field, filing, names, marks, ...tools }: Props & { field: FieldInfo }) {
  const value = valueAt(filing.content, field.path)
  const change = filing.changes.find((one) => one.path === field.path)
  const doubts = filing.checks.filter((check) => check.result === 'DOUBT' && check.paths.includes(field.path))
  const marked = marks.includes(field.path)
  const { lit, ...pointer } = useLit(field.path)
  const text =
    field.path === 'districtCode' ? (filing.district?.fullName ?? '') : displayValue(field, value, names)
  const tone = marked ? 'marked' : doubts.length > 0 ? 'doubted' : change ? 'changed' : undefined
  return (
    <Fact
      label={field.asClaim ?? field.label}
      wide={field.wide || isStamped(field.path)}
      code={isStamped(field.path)}
      tone={tone}
      lit={lit}
      pointer={pointer}
      tools={<FieldTools field={field} marked={marked} {...tools} />}
    >
      {change && <s className={css.before}>{displayValue(field, change.before, names) || '（原未填写）'}</s>}
      {text === '' ? <Quiet>—</Quiet> : text}
      <FieldReading field={field} filing={filing} {...tools} />
      <DoubtReasons checks={doubts.filter(({ code }) => code !== 'PLATE_TEXT')} label={field.label} />
    </Fact>
  )
}

/** What the photos say of the value. */
function FieldReading({
  field,
  filing,
  photos,
  onShow,
}: Pick<Props, 'filing' | 'photos' | 'onShow'> & { field: FieldInfo }) {
  const comparison = filing.comparisons.find(({ path }) => path === field.path)
  if (!comparison) return null
  const photo = photos.find(({ photoId }) => photoId === comparison.photoId)
  return (
    <ComparisonMark
      comparison={comparison}
      label={field.label}
      photo={photo}
      always={isStamped(field.path)}
      onShow={() => photo && onShow(photo)}
    />
  )
}

type ToolProps = Pick<Props, 'photos' | 'markable' | 'onMark' | 'onShow'> & {
  field: FieldInfo
  marked: boolean
}

function FieldTools({ field, marked, photos, markable, onMark, onShow }: ToolProps) {
  const photo = photoOf(field.path, photos)
  return (
    <>
      {photo && (
        <FactToolButton
          tool="photo"
          label={`看${field.label}的照片`}
          title="看对应照片 (V)"
          icon={<PictureOutlined />}
          onPress={() => onShow(photo)}
        />
      )}
      {markable && <MarkButton label={field.label} marked={marked} onMark={() => onMark(field.path)} />}
    </>
  )
}
