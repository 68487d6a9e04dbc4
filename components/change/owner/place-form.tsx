'use client'

import { useQuery } from '@tanstack/react-query'
import { useDistrictName } from '@/components/division/use-district-name'
import { FieldInput } from '@/components/filing/form/field-input'
import styles from '@/components/mobile/blocks.module.css'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { type FieldInfo, findField } from '@/lib/features/content/schema/fields'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { formOptions } from '@/lib/features/option/api'
import own from './change.module.css'
import { ChangeForm } from './change-form'
import { ChangeLinks } from './change-links'
import { ChangePhoto } from './change-photo'
import { uploadProblem, useChangePhotos } from './use-change-photos'
import { useChangeRequest } from './use-change-request'
import { type ChangeDraft, useKept } from './use-kept'

type Values = Record<'district' | 'place' | 'detail', string | null>
const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

const DISTRICT: FieldInfo = {
  path: 'districtCode',
  label: '机械现所在地 (省, 市, 区)',
  step: 'basic',
  kind: 'district',
  wide: true,
}
const PLACE = findField('placeCode')
const DETAIL = findField('placeDetail')

/** (3) 使用地点: the rear photo and where the machine is now. */
export function PlaceForm({
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
  const options = useQuery(formOptions()).data
  const { districtCode = null, placeCode = null, placeDetail = null } = machine.content
  const { values, enter } = useKept<Values>(draft, {
    district: districtCode,
    place: placeCode,
    detail: placeDetail,
  })
  const { district, place, detail } = values
  const districtName = useDistrictName(district)
  const moved = district !== districtCode
  const submit = () => {
    const problem = uploadProblem(photos)
    const photoId = photos.picked.BODY_REAR?.stored?.id
    if (problem || !photoId) return void form.setFaults({ photoId: problem ?? '请上传机身后面照片' })
    if (!district) return void form.setFaults({ districtCode: '请选择机械现所在地' })
    return {
      type: 'PLACE' as const,
      districtCode: district,
      placeCode: place,
      placeDetail: detail,
      photoId,
    }
  }
  return (
    <ChangeForm
      machine={machine}
      type="PLACE"
      form={form}
      draft={draft}
      onSubmit={submit}
      question={{
        title: '变更机械现所在地？',
        act: '提交',
        text: (
          <p>
            从 {machine.district?.fullName} 变更到 {districtName}
            {detail && `，${detail}`}。提交后立即生效，两地的生态环境部门都能看到。
          </p>
        ),
      }}
      after={<ChangeLinks machineId={machine.id} title="其它变更" except="PLACE" />}
    >
      <section className={styles.box} aria-label="机身后面照片">
        <p className={styles.hint}>在机械现在的地点，站在机械正后方拍摄，号码清楚可读。</p>
        <div className={own.pair}>
          <ChangePhoto slot="BODY_REAR" path="photoId" photos={photos} form={form} required hint="" />
        </div>
      </section>
      <section className={styles.box} aria-label="机械现所在地变更">
        <h2>机械现所在地变更</h2>
        <FieldInput
          field={DISTRICT}
          value={district}
          required
          fault={form.faults.districtCode}
          onChange={(value) => {
            form.forget('districtCode')
            // The old site does not lie in another district.
            const elsewhere = value !== districtCode && detail === placeDetail
            enter({ district: textOf(value), ...(elsewhere ? { detail: null } : {}) })
          }}
        >
          <p className={own.old}>
            {moved ? '原登记：' : '现登记：'}
            {machine.district?.fullName}
          </p>
        </FieldInput>
        {PLACE && (
          <FieldInput
            field={PLACE}
            value={place}
            options={options?.places}
            fault={form.faults.placeCode}
            onChange={(value) => enter({ place: textOf(value) })}
          />
        )}
        {DETAIL && (
          <FieldInput
            field={DETAIL}
            value={detail}
            fault={form.faults.placeDetail}
            onChange={(value) => enter({ detail: textOf(value) })}
          >
            {detail !== placeDetail && placeDetail && <p className={own.old}>原登记：{placeDetail}</p>}
          </FieldInput>
        )}
      </section>
    </ChangeForm>
  )
}
