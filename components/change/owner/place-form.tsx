'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
export function PlaceForm({ machine, onDone }: { machine: MachineDto; onDone: (change: ChangeDto) => void }) {
  const form = useChangeRequest(machine.id, onDone)
  const photos = useChangePhotos()
  const options = useQuery(formOptions()).data
  const {
    districtCode: oldDistrict = null,
    placeCode: oldPlace = null,
    placeDetail: oldDetail = null,
  } = machine.content
  const [district, setDistrict] = useState(oldDistrict)
  const [place, setPlace] = useState(oldPlace)
  const [detail, setDetail] = useState(oldDetail)
  const moved = district !== oldDistrict
  const submit = () => {
    const problem = uploadProblem(photos)
    const photoId = photos.picked.BODY_REAR?.stored?.id
    if (problem || !photoId) return form.setFaults({ photoId: problem ?? '请上传机身后面照片' })
    if (!district) return form.setFaults({ districtCode: '请选择机械现所在地' })
    void form.send({ type: 'PLACE', districtCode: district, placeCode: place, placeDetail: detail, photoId })
  }
  return (
    <ChangeForm
      machine={machine}
      type="PLACE"
      form={form}
      onSubmit={submit}
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
            setDistrict(typeof value === 'string' ? value : null)
            // The old site does not lie in another district.
            if (value !== oldDistrict && detail === oldDetail) setDetail(null)
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
            onChange={(value) => setPlace(typeof value === 'string' ? value : null)}
          />
        )}
        {DETAIL && (
          <FieldInput
            field={DETAIL}
            value={detail}
            fault={form.faults.placeDetail}
            onChange={(value) => setDetail(typeof value === 'string' ? value : null)}
          >
            {detail !== oldDetail && oldDetail && <p className={own.old}>原登记：{oldDetail}</p>}
          </FieldInput>
        )}
      </section>
    </ChangeForm>
  )
}
