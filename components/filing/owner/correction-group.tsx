import { useDistrictName } from '@/components/division/use-district-name'
import { choicesOf } from '@/components/filing/form/choices'
import { FieldInput } from '@/components/filing/form/field-input'
import { displayValue } from '@/lib/features/content/rules/display'
import { isFieldRequired, photoRequirements } from '@/lib/features/content/rules/requirements'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import type { FieldInfo } from '@/lib/features/content/schema/fields'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import type { CorrectionGroup } from '@/lib/features/filing/rules/correction'
import type { Options } from '@/lib/features/option/schema'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { CorrectionFrame, FieldFrame } from './correction-frames'
import { CorrectionPhoto } from './correction-photo'
import { namesOf } from './use-filing-names'

type Props = {
  group: CorrectionGroup
  draft: Draft
  view: DraftView
  options: Options | undefined
  content: FilingContent
  photos: ReadonlyMap<PhotoSlot, ShownPhoto>
  faults: Record<string, string>
  /** The fields that are corrected on this page, in this group or another. */
  openFields: ReadonlySet<string>
  /** Called with a promise while a chosen photo is being resized and is not in the draft yet. */
  onReading: (reading: Promise<void>) => void
  /** Called when a field is changed, to clear its fault. */
  onTouch: (path: string) => void
}

/** One return reason with the fields and photos it names. */
export function CorrectionGroupBox(props: Props) {
  const { group, draft, view, content, photos, faults, onReading, onTouch } = props
  const { required } = photoRequirements(content)
  return (
    <CorrectionFrame group={group}>
      {group.fields.map((field) => (
        <CorrectionField key={field.path} field={field} {...props} />
      ))}
      {group.slots.map((slot) => (
        <CorrectionPhoto
          key={slot}
          slot={slot}
          before={view.record.filing?.submitted?.photos.find((photo) => photo.slot === slot)}
          currentId={view.record.filing?.photos.find((photo) => photo.slot === slot)?.photoId}
          shown={photos.get(slot)}
          progress={view.progress[slot]}
          required={required.includes(slot)}
          fault={faults[`photos.${slot}`]}
          draft={draft}
          content={content}
          openFields={props.openFields}
          onReading={onReading}
          onTouch={() => onTouch(`photos.${slot}`)}
          onFilledIn={onTouch}
        />
      ))}
    </CorrectionFrame>
  )
}

/** The submitted value, and below it the input 修改. */
function CorrectionField({
  field,
  draft,
  view,
  options,
  content,
  photos,
  faults,
  onTouch,
}: Props & { field: FieldInfo }) {
  const { path } = field
  const submitted = view.record.filing?.submitted
  const submittedValue = submitted ? valueAt(submitted, path) : null
  const districtName = useDistrictName(
    field.kind === 'district' && typeof submittedValue === 'string' ? submittedValue : null,
  )
  const before =
    field.kind === 'district' ? districtName : displayValue(field, submittedValue, namesOf(options))
  return (
    <FieldFrame field={field} before={before}>
      <FieldInput
        field={{ ...field, label: '修改', wide: false }}
        value={valueAt(content, path)}
        required={isFieldRequired(path, content, new Set(photos.keys()))}
        placeholder={placeholderOf(field)}
        options={options && choicesOf(field, options, content.kind)}
        fault={faults[path]}
        onChange={(value) => {
          onTouch(path)
          void draft.enter({ [path]: value })
        }}
      />
    </FieldFrame>
  )
}

function placeholderOf({ path, label, kind, list }: FieldInfo): string {
  if (path === 'plate') return '请输入机械/车辆号牌'
  return list || kind === 'district' || path === 'kind' ? '请选择' : `请输入${label}`
}
