'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { type District, rememberedDistrict } from '@/lib/features/division/api'
import { lacksOwner } from '@/lib/features/draft/rules/record'
import styles from './form.module.css'
import { FormContext, useForm } from './form-context'
import { FormField } from './form-field'
import { OWNER_PATH, OWNER_UNCONFIRMED } from './owner-path'
import { StepFrame } from './step-frame'
import { useNext } from './use-next'

/** Step 1, 基本信息: texts and order as on the first screen of the manual. */
export function BasicStep() {
  const form = useForm()
  const remembered = useRemembered(form.content.districtCode)
  // The district of the last machine is preselected; it is saved with the first entry or on 下一步.
  const filled = remembered ? { ...form.content, districtCode: remembered.code } : form.content
  const withDistrict: Record<string, string> = remembered ? { districtCode: remembered.code } : {}
  const { consenting, setConsenting } = useConsenting()
  const { [OWNER_PATH]: unconfirmed, ...faults } = form.faults
  const formWithDistrict = {
    ...form,
    faults: consenting && unconfirmed ? form.faults : faults,
    content: filled,
    check: () => {
      const { districtCode, ...others } = form.check()
      const faultsLeft = remembered || !districtCode ? others : { districtCode, ...others }
      return consenting ? { [OWNER_PATH]: OWNER_UNCONFIRMED, ...faultsLeft } : faultsLeft
    },
    enter: (values: Parameters<typeof form.enter>[0]) => form.enter({ ...withDistrict, ...values }),
  }
  return (
    <FormContext value={formWithDistrict}>
      <BasicFields
        party={<form.host.Party consenting={consenting} onConsenting={setConsenting} />}
        onLeave={() => remembered && form.enter(withDistrict)}
      />
    </FormContext>
  )
}

function BasicFields({ party, onLeave }: { party: ReactNode; onLeave: () => void }) {
  const { content } = useForm()
  const next = useNext()
  const leave = () => {
    onLeave()
    next('photos')
  }
  const onsite = content.kind === 'ONSITE_VEHICLE'
  return (
    <StepFrame title="基本信息" next="下一步" onNext={leave}>
      {party}
      <div className={styles.card}>
        <FormField path="districtCode" placeholder="请选择（省, 市, 区）" />
        <FormField path="placeCode" />
        <FormField path="placeDetail" placeholder="如：某某路地铁工地" />
        <FormField path="kind" />
        <FormField path="plate" label={onsite ? '场内车辆号牌' : undefined} placeholder="机械号牌" />
      </div>
      <div className={styles.notes}>
        <p className={styles.note}>
          红色字为必填项。登记区县是环保登记号码的领取地，一般是机械目前所在的区县。
        </p>
        <p className={styles.note}>使用地点指机械目前所在的位置，如港口、工地等，不能确定的选择其他。</p>
        <p className={styles.note}>注：机械指正常的非道路移动机械车辆；场内指在固定场所使用的场内车辆。</p>
        {onsite && (
          <p className={styles.red}>场内机械需填写场内车辆号牌，并上传环保信息随车清单的正反面照片。</p>
        )}
        <p className={styles.note}>
          如上传了环保信息随车清单的正反面照片，必须在机械信息中上传环保信息公开编号。
        </p>
      </div>
    </StepFrame>
  )
}

/** Is another owner being named? Stored with the draft: after a reload it must not go on as the user's own. */
function useConsenting() {
  const { draft, view } = useForm()
  const { record } = view
  const [changing, setChanging] = useState(false)
  return {
    consenting: changing || lacksOwner(record),
    setConsenting: (open: boolean) => {
      setChanging(open)
      if (!record.filing?.forOther) void draft.fileForAnother(open)
      else if (!open) void draft.nameOwner({ name: '', phone: '' })
    },
  }
}

function useRemembered(chosen: string | null | undefined): District | null {
  const [remembered, setRemembered] = useState<District | null>(null)
  useEffect(() => setRemembered(rememberedDistrict()), [])
  return chosen ? null : remembered
}
