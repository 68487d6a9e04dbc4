'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import type { FilingDto } from '@/lib/features/filing/schema/owner'

/** Begins a draft for another machine of the same kind. @param what which machine is copied */
export function CopyButton({ what, onCopy }: { what: string; onCopy: () => Promise<FilingDto> }) {
  const [confirming, setConfirming] = useState(false)
  const router = useRouter()
  const copy = useMutation({ mutationFn: onCopy })
  return (
    <>
      <button type="button" className={`${blocks.wide} ${blocks.plain}`} onClick={() => setConfirming(true)}>
        照这台再登记一台
      </button>
      {confirming && (
        <Confirm
          title="照这台新建一份登记？"
          act="新建"
          light
          onAct={() => copy.mutateAsync()}
          onDone={() => router.push(`/m/filings/${copy.data?.id}/edit`)}
          onClose={() => setConfirming(false)}
        >
          <p>{what}：同型号的内容照抄到一份新的草稿。</p>
          <p>编号、号牌、出厂日期、工作小时、照片等各台不同的不照抄，请按另一台机械填写。</p>
        </Confirm>
      )}
    </>
  )
}
