'use client'

import { useDistrictName } from '@/components/division/use-district-name'
import { namesOf } from '@/components/filing/owner/use-filing-names'
import { OwnerImage } from '@/components/mobile/owner-image'
import { CodeText } from '@/components/ui/code-text'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS, STEPS, type Step } from '@/lib/features/content/schema/fields'
import { photosOfRecord } from '@/lib/features/draft/rules/record'
import { PHOTO_SLOT_LABELS } from '@/lib/features/photo/schema'
import styles from './form.module.css'
import { useForm } from './form-context'
import { type Place, placeOfPath } from './places'

/** All entered values by section, each with a link to edit it. */
export function SummarySections() {
  return (
    <>
      {STEPS.map((step) => (
        <Section key={step} step={step} />
      ))}
      <Photos />
    </>
  )
}

function Section({ step }: { step: Step }) {
  const { content, options } = useForm()
  const district = useDistrictName(content.districtCode ?? null)
  const districts = content.districtCode ? { [content.districtCode]: district } : {}
  const names = { ...namesOf(options), districts }
  const fields = FIELDS.filter((field) => field.step === step)
  const filled = fields.flatMap((field) => {
    const text = displayValue(field, valueAt(content, field.path), names)
    return text === '' ? [] : [{ ...field, text }]
  })
  return (
    <section className={styles.card} aria-label={STEP_LABELS[step]}>
      <SectionHead title={STEP_LABELS[step]} place={placeOfPath(fields[0]?.path ?? '')} />
      {filled.length === 0 && <p className={styles.note}>没有填写</p>}
      <dl>
        {filled.map(({ path, label, text }) => (
          <div key={path} className={styles.fact}>
            <dt>{label}</dt>
            <dd>
              <CodeText code={isStamped(path)}>{text}</CodeText>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Photos() {
  const shown = [...photosOfRecord(useForm().view.record).values()]
  return (
    <section className={styles.card} aria-label="照片">
      <SectionHead title={`照片（${shown.length} 张）`} place="photos" />
      <div className={styles.thumbs}>
        {shown.map((photo) => (
          <figure key={photo.slot}>
            <OwnerImage
              source={photo.state === 'stored' ? photo.thumbnailUrl : photo.blob}
              alt={PHOTO_SLOT_LABELS[photo.slot]}
              className={styles.thumb}
            />
            <figcaption>
              {PHOTO_SLOT_LABELS[photo.slot]}
              {photo.state === 'waiting' && '（正在上传）'}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  )
}

function SectionHead({ title, place }: { title: string; place: Place }) {
  const { go } = useForm()
  return (
    <div className={styles.sectionHead}>
      <h3>{title}</h3>
      <button type="button" className={styles.link} aria-label={`修改${title}`} onClick={() => go(place)}>
        修改
      </button>
    </div>
  )
}
