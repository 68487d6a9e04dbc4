'use client'

import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useDistrictName } from '@/components/division/use-district-name'
import blocks from '@/components/mobile/blocks.module.css'
import { meQuery } from '@/lib/features/account/api'
import { machineTitle } from '@/lib/features/content/rules/identity'
import type { Draft } from '@/lib/features/draft/api/draft'
import { contentOfRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import { formOptions } from '@/lib/features/option/api'

/** Asked before a filing is submitted: whose machine, which, to which bureau, with how many photos. */
export function SubmitQuestion({ draft }: { draft: Draft }) {
  const { record } = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot)
  const me = useQuery(meQuery()).data
  const options = useQuery(formOptions()).data
  const content = contentOfRecord(record)
  const { machine } = content
  const district = useDistrictName(content.districtCode ?? null)
  const other = record.filing?.forOther ? record.filing.ownerName : null
  const category = options?.categories.find(({ code }) => code === machine.categoryCode)?.name
  const rows = [
    ['设备的所有者', other ? `${other}（您受委托填报）` : `${me?.name ?? ''}（您本人）`],
    ['机械', machineTitle(category ?? null, content)],
    ['照片', `${photosOfRecord(record).size} 张`],
    ['提交到', `${district} 生态环境部门`],
  ]
  return (
    <>
      <dl className={blocks.rows}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}：</dt>
            <dd>
              <strong>{value}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <p>提交后进入审核，内容不能再改；审核以前可以撤回。</p>
    </>
  )
}
