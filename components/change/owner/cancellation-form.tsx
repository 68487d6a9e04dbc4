'use client'

import styles from '@/components/mobile/blocks.module.css'
import fields from '@/components/mobile/field-row.module.css'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import own from './change.module.css'
import { ChangeForm } from './change-form'
import { ChangePhoto } from './change-photo'
import { uploadedPhotos, uploadProblem, useChangePhotos } from './use-change-photos'
import { useChangeRequest } from './use-change-request'
import { type ChangeDraft, useKept } from './use-kept'

const SLOTS = ['OTHER_1', 'OTHER_2', 'OTHER_3', 'OTHER_4', 'OTHER_5', 'OTHER_6'] as const

/** 注销: the reason, and photos that prove it. */
export function CancellationForm({
  machine,
  draft,
  onDone,
}: {
  machine: MachineDto
  draft: ChangeDraft
  onDone: (change: ChangeDto) => void
}) {
  const form = useChangeRequest(machine.id, onDone)
  const photos = useChangePhotos(draft)
  const { values, enter } = useKept(draft, { reason: '' })
  const { reason } = values
  const uploaded = uploadedPhotos(photos, SLOTS)
  const pickedCount = SLOTS.filter((slot) => photos.picked[slot]).length
  const submit = () => {
    if (reason.trim() === '') return void form.setFaults({ reason: '请填写注销原因' })
    const problem = uploadProblem(photos) ?? (uploaded.length === 0 ? '请至少上传一张证明材料照片' : null)
    if (problem) return void form.setFaults({ photos: problem })
    return { type: 'CANCELLATION' as const, reason, photos: uploaded }
  }
  const { reason: reasonFault, photos: photosFault } = form.faults
  return (
    <ChangeForm
      machine={machine}
      type="CANCELLATION"
      form={form}
      draft={draft}
      onSubmit={submit}
      question={{
        title: '申请注销这台机械？',
        act: '申请注销',
        danger: true,
        text: <p>注销原因：{reason}。审核通过后登记注销，采集卡不再有效，不能恢复。</p>,
      }}
    >
      <section className={styles.box} aria-label="注销原因">
        <label htmlFor="reason" className={`${own.label} ${fields.required}`}>
          注销原因<span aria-hidden="true"> *</span>
        </label>
        <textarea
          id="reason"
          className={`${fields.input} ${own.textarea}`}
          rows={4}
          maxLength={500}
          placeholder="如：机械已报废、已出口"
          value={reason}
          aria-required
          aria-invalid={reasonFault !== undefined}
          aria-describedby={reasonFault ? 'reason-fault' : undefined}
          onChange={({ target }) => {
            form.forget('reason')
            enter({ reason: target.value })
          }}
        />
        {reasonFault && (
          <p id="reason-fault" role="alert" className={styles.alert}>
            {reasonFault}
          </p>
        )}
      </section>
      <section className={styles.box} aria-label="证明材料">
        <h2 className={fields.required}>
          证明材料<span aria-hidden="true"> *</span>
        </h2>
        <p className={styles.hint}>报废证明、出口单据等，至少一张，字迹清楚。</p>
        {photosFault && (
          <p role="alert" className={styles.alert}>
            {photosFault}
          </p>
        )}
        <div className={own.pair}>
          {SLOTS.slice(0, Math.min(pickedCount + 1, SLOTS.length)).map((slot, index) => (
            <ChangePhoto
              key={slot}
              slot={slot}
              photos={photos}
              form={form}
              label={`证明材料 ${index + 1}`}
              hint=""
            />
          ))}
        </div>
      </section>
    </ChangeForm>
  )
}
