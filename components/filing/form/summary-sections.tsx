'use client'

import { useState } from 'react'
import { useDistrictName } from '@/components/division/use-district-name'
import { namesOf } from '@/components/filing/owner/use-filing-names'
import { OwnerImage } from '@/components/mobile/owner-image'
import { PictureView } from '@/components/mobile/picture-view'
import { CodeText } from '@/components/ui/code-text'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue } from '@/lib/features/content/rules/display'
import { isFieldRequired } from '@/lib/features/content/rules/requirements'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS, STEPS, type Step } from '@/lib/features/content/schema/fields'
import { photosOfRecord, type ShownPhoto } from '@/lib/features/draft/rules/record'
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
  const { content, options, slots, host } = useForm()
  const district = useDistrictName(content.districtCode ?? null)
  const districts = content.districtCode ? { [content.districtCode]: district } : {}
  const names = { ...namesOf(options), districts }
  const fields = FIELDS.filter((field) => field.step === step)
  const filled = fields.flatMap((field) => {
    const text = displayValue(field, valueAt(content, field.path), names)
    return text === '' ? [] : [{ ...field, text }]
  })
  // What a flag opens is not lacking before it is set; required fields that lack are listed above.
  const shut = (step === 'monitoring' || step === 'dpf') && valueAt(content, `${step}.installed`) !== true
  const empty = fields.filter(
    (field) =>
      !filled.some(({ path }) => path === field.path) &&
      (!shut || field.kind === 'flag') &&
      !isFieldRequired(field.path, content, slots),
  )
  return (
    <section className={styles.card} aria-label={STEP_LABELS[step]}>
      <SectionHead title={STEP_LABELS[step]} place={placeOfPath(fields[0]?.path ?? '')} />
      <dl>
        {step === 'basic' && (
          <div className={styles.fact}>
            <dt>设备的所有者</dt>
            <dd>
              <host.OwnerName />
            </dd>
          </div>
        )}
        {filled.map(({ path, label, text }) => (
          <div key={path} className={styles.fact}>
            <dt>{label}</dt>
            <dd>
              <CodeText code={isStamped(path)}>{text}</CodeText>
            </dd>
          </div>
        ))}
      </dl>
      {empty.length > 0 && (
        <p className={styles.note}>
          {filled.length === 0 ? '没有填写' : '还没有填写'}（选填）：
          {empty.map(({ label }) => label).join('、')}
        </p>
      )}
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
          <Photo key={photo.slot} photo={photo} />
        ))}
      </div>
    </section>
  )
}

/** The whole picture; a touch shows it large. */
function Photo({ photo }: { photo: ShownPhoto }) {
  const [open, setOpen] = useState(false)
  const title = PHOTO_SLOT_LABELS[photo.slot]
  const [small, large] = photo.state === 'stored' ? [photo.thumbnailUrl, photo.url] : [photo.blob, photo.blob]
  return (
    <figure>
      <button type="button" aria-label={`查看大图：${title}`} onClick={() => setOpen(true)}>
        <OwnerImage source={small} alt="" className={styles.thumb} />
      </button>
      <figcaption>
        {title}
        {photo.state === 'waiting' && '（正在上传）'}
      </figcaption>
      {open && <PictureView source={large} title={title} onClose={() => setOpen(false)} />}
    </figure>
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
