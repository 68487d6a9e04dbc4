'use client'

import Button from 'antd-mobile/es/components/button'
import Link from 'next/link'
import { ProgressCard } from '@/components/filing/owner/progress-card'
import { categoryNameOf, useFilingNames } from '@/components/filing/owner/use-filing-names'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import type { DraftRecord } from '@/lib/features/draft/rules/record'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { LocalDrafts } from './local-drafts'

type Props = {
  /** Drafts of which this phone has nothing that the server has not. */
  filings: FilingDto[]
  /** There are more of them than `filings`. */
  more: boolean
  local: DraftRecord[]
  onNew: () => void
}

/** What was begun and not submitted, before another machine is begun. */
export function OpenDrafts({ filings, more, local, onNew }: Props) {
  const names = useFilingNames()
  const count = filings.length + local.length
  return (
    <MobilePage
      title="编码登记"
      back="/m"
      footer={
        <Button block color="primary" fill="outline" size="large" onClick={onNew}>
          登记另一台机械
        </Button>
      }
    >
      <h2 className={blocks.status}>您有{more ? '多' : ` ${count} `}份登记没有提交，请选择继续填写</h2>
      <LocalDrafts />
      <div className={blocks.cards}>
        {filings.map((filing) => (
          <ProgressCard key={filing.id} filing={filing} categoryName={categoryNameOf(names, filing)} mine />
        ))}
      </div>
      <p className={blocks.links}>
        {more && (
          <Link href="/m/filings?status=DRAFT" prefetch={false}>
            查看全部草稿
          </Link>
        )}
        <Link href="/m/batch" prefetch={false}>
          一次登记多台（批量登记）
        </Link>
      </p>
    </MobilePage>
  )
}
