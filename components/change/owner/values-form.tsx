'use client'

import { useQuery } from '@tanstack/react-query'
import { choicesOf } from '@/components/filing/form/choices'
import { FieldInput } from '@/components/filing/form/field-input'
import { namesOf } from '@/components/filing/owner/use-filing-names'
import styles from '@/components/mobile/blocks.module.css'
import type { ChangeBody } from '@/lib/features/change/api/owner'
import { missingEvidence } from '@/lib/features/change/rules/evidence'
import { applyValues, differenceOf, linesOf } from '@/lib/features/change/rules/values'
import { CHANGE_TYPE_LABELS, type ChangeValues } from '@/lib/features/change/schema/change'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { displayValue } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, STEP_LABELS, type Step } from '@/lib/features/content/schema/fields'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { formOptions } from '@/lib/features/option/api'
import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import { LineText } from '../line-text'
import own from './change.module.css'
import { ChangeForm } from './change-form'
import { ChangePhoto } from './change-photo'
import { MissingPhotos } from './missing-photos'
import { uploadedPhotos, uploadProblem, useChangePhotos } from './use-change-photos'
import { useChangeRequest } from './use-change-request'
import { type ChangeDraft, useKept } from './use-kept'

type Props = { machine: MachineDto; draft: ChangeDraft; onDone: (change: ChangeDto) => void }

const DPF_SLOTS = ['DPF_BODY', 'DPF_PLATE'] as const
const DETAIL_SLOTS = ['MACHINE_PLATE', 'ENGINE_PLATE', 'PLATE_NUMBER', 'OTHER_1'] as const

/** (2) 机械加装 DPF: its fields and photos, reviewed by an officer. */
export function DpfForm(props: Props) {
  const steps = [
    {
      step: 'dpf' as const,
      fields: FIELDS.filter(({ step, path }) => step === 'dpf' && path !== 'dpf.installed'),
    },
  ]
  return (
    <ValuesForm {...props} type="DPF" steps={steps} slots={DPF_SLOTS} implied={{ 'dpf.installed': true }} />
  )
}

const NOT_EDITABLE = ['engine.emissionStage']

/** 其它信息变更: data of the machine, its engine and its monitoring, but never the stage. */
export function DetailsForm(props: Props) {
  const steps = (['machine', 'engine', 'monitoring'] as const).map((step) => ({
    step,
    fields: FIELDS.filter((field) => field.step === step && !NOT_EDITABLE.includes(field.path)),
  }))
  const plate = { step: 'basic' as const, fields: FIELDS.filter(({ path }) => path === 'plate') }
  return <ValuesForm {...props} type="DETAILS" steps={[plate, ...steps]} slots={DETAIL_SLOTS} implied={{}} />
}

type ValuesProps = Props & {
  type: 'DPF' | 'DETAILS'
  steps: { step: Step; fields: FieldInfo[] }[]
  slots: typeof DPF_SLOTS | typeof DETAIL_SLOTS
  implied: ChangeValues
}

function ValuesForm({ machine, draft, onDone, type, steps, slots, implied }: ValuesProps) {
  const form = useChangeRequest(machine.id, onDone)
  const photos = useChangePhotos(draft)
  const options = useQuery(formOptions()).data
  const { values: edits, enter } = useKept<ChangeValues>(draft, {})
  const names = namesOf(options)
  const { content } = machine
  const newContent = applyValues(content, { ...edits, ...implied })
  const difference = differenceOf(content, newContent)
  const section = type === 'DPF' ? 'dpf' : 'machine'
  const submit = () => {
    const problem = uploadProblem(photos)
    if (problem) return void form.setFaults({ [`photos.${slots[0]}`]: problem })
    const lacking = slots.filter((slot) => type === 'DPF' && !photos.picked[slot])
    if (lacking.length > 0) {
      return void form.setFaults(
        Object.fromEntries(lacking.map((slot) => [`photos.${slot}`, `请上传${PHOTO_SLOT_LABELS[slot]}`])),
      )
    }
    if (difference.paths.length === 0)
      return void form.setFaults({ [section]: '没有改动任何内容，请修改后再提交' })
    return bodyOf(type, difference.after, uploadedPhotos(photos, slots))
  }
  const missing = missingEvidence({
    type,
    after: difference.after,
    sent: slots.filter((slot) => photos.picked[slot]),
    registered: machine.photos.map(({ slot }) => slot),
  })
  const lines = linesOf(difference.before, difference.after, names)
  const sectionFault = form.faults[section]
  return (
    <ChangeForm
      machine={machine}
      type={type}
      form={form}
      draft={draft}
      onSubmit={submit}
      question={{
        title: `提交“${CHANGE_TYPE_LABELS[type]}”？`,
        act: '提交',
        text: (
          <>
            <ChangeLines lines={lines} />
            <p>由生态环境部门审核，审核通过后生效；审核以前可以撤回。</p>
          </>
        ),
      }}
    >
      {steps.map(({ step, fields }) => (
        <section key={step} className={styles.box} aria-label={STEP_LABELS[step]}>
          <h2>{STEP_LABELS[step]}</h2>
          {fields.map((field) => {
            const before = valueAt(content, field.path)
            const changed = valueAt(newContent, field.path) !== before
            return (
              <FieldInput
                key={field.path}
                field={field}
                value={valueAt(newContent, field.path)}
                options={options && choicesOf(field, options, content.kind)}
                fault={form.faults[field.path]}
                onChange={(value) => {
                  form.forget(field.path)
                  enter({ [field.path]: value })
                }}
              >
                {changed && (
                  <p className={own.old}>原登记：{displayValue(field, before, names) || '（未填写）'}</p>
                )}
              </FieldInput>
            )
          })}
        </section>
      ))}
      <section className={styles.box} aria-label="照片">
        <h2>照片</h2>
        <MissingPhotos missing={missing} />
        <div className={own.pair}>
          {slots.map((slot) => (
            <ChangePhoto key={slot} slot={slot} photos={photos} form={form} required={type === 'DPF'} />
          ))}
        </div>
      </section>
      <section className={styles.box} aria-label="变更内容">
        <h2>变更内容</h2>
        {difference.paths.length === 0 && <p className={own.note}>还没有改动。</p>}
        <ChangeLines lines={lines} />
        {sectionFault && (
          <p role="alert" className={styles.alert}>
            {sectionFault}
          </p>
        )}
      </section>
    </ChangeForm>
  )
}

/** Changed fields, before and after, one per line. */
export function ChangeLines({ lines }: { lines: ChangeDto['lines'] }) {
  return (
    <ul className={own.lines}>
      {lines.map((line) => (
        <li key={line.path}>
          <LineText {...line} />
        </li>
      ))}
    </ul>
  )
}

/** Request body with the changed fields only: others may have been changed elsewhere meanwhile. */
function bodyOf(
  type: 'DPF' | 'DETAILS',
  after: ChangeValues,
  photos: { slot: string; photoId: string }[],
): ChangeBody {
  const sections: Record<string, unknown> = type === 'DPF' ? { dpf: {} } : {}
  for (const [path, value] of Object.entries(after)) {
    const [first = '', second] = path.split('.')
    if (second === undefined) sections[first] = value
    else sections[first] = { ...Object(sections[first]), [second]: value }
  }
  return { type, ...sections, photos } as ChangeBody
}
