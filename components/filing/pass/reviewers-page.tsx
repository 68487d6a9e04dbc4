'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AbsenceDialog } from '@/components/staff/absence-dialog'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { reviewersQuery } from '@/lib/features/filing/api/pass'
import type { ReviewerLoad } from '@/lib/features/filing/schema/pass'
import { HeldDialog } from './held-dialog'
import { reviewerColumns } from './reviewer-columns'

type Open = { dialog: 'held' | 'absence'; reviewer: ReviewerLoad; why?: string }

/** 审核分工: how much each reviewer of the area has in hand, for a supervisor, who may hand it over. Nothing moves by itself. */
export function ReviewersPage() {
  const query = useQuery(reviewersQuery())
  const client = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const columns = reviewerColumns((dialog, reviewer) => setOpen({ dialog, reviewer }))
  const close = () => {
    // Not the dialog that follows on the one that closes.
    setOpen((now) => (now?.why && now !== open ? now : null))
    void client.invalidateQueries({ queryKey: reviewersQuery().queryKey })
  }
  return (
    <>
      <PageHeader title="审核分工" hint="手上件数多的在前；移交由您确认，系统不会自动分配" />
      <ListTable
        label="审核分工"
        columns={columns}
        query={query}
        rowKey={byId}
        dimmed={({ disabled }) => disabled}
        tall
        unit="人"
        empty={<Empty title="本辖区没有审核人员" />}
      />
      {open?.dialog === 'absence' && (
        <AbsenceDialog
          who={open.reviewer.id}
          name={open.reviewer.name}
          onClose={close}
          onAway={() =>
            open.reviewer.held > 0 &&
            setOpen({
              dialog: 'held',
              reviewer: open.reviewer,
              why: `${open.reviewer.name}已登记离岗，手上的登记还在其名下；暂不处理的，到保留时间自动放回队列。`,
            })
          }
        />
      )}
      {open?.dialog === 'held' && (
        <HeldDialog
          holder={{ id: open.reviewer.id, name: open.reviewer.name, mine: false }}
          why={open.why}
          onClose={close}
        />
      )}
    </>
  )
}
