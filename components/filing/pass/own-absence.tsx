'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useQueueCounts } from '@/components/filing/use-queue-counts'
import { useActor } from '@/components/shell/actor-context'
import { AbsenceDialog, absenceText, EndAbsence } from '@/components/staff/absence-dialog'
import { absencesQuery } from '@/lib/features/absence/api'
import { HeldDialog } from './held-dialog'

/** On a reviewer's workbench: enters one's own absence, and then offers what is in hand for hand-over. */
export function OwnAbsenceButton() {
  const [open, setOpen] = useState<'absence' | 'held' | null>(null)
  const actor = useActor()
  const mine = useQueueCounts().mine ?? 0
  const close = () => setOpen(null)
  return (
    <>
      <Button onClick={() => setOpen('absence')}>离岗、请假</Button>
      {open === 'absence' && (
        <AbsenceDialog
          who={null}
          onClose={() => setOpen((now) => (now === 'held' ? now : null))}
          onAway={() => mine > 0 && setOpen('held')}
        />
      )}
      {open === 'held' && (
        <HeldDialog
          holder={{ id: actor.id, name: actor.name, mine: true }}
          why="离岗、请假已登记，手上的登记还在您名下；暂不处理的，到保留时间自动放回队列。手上的信息变更不在此列，请在“信息变更”中逐件放回。"
          onClose={close}
        />
      )}
    </>
  )
}

/** Says that one is entered as away today, so that nothing is handed over; gone when one is back. */
export function OwnAbsenceNotice() {
  const { data } = useQuery(absencesQuery(null))
  const absence = data?.data.find(({ now }) => now)
  if (!absence) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={`您登记了${absenceText(absence)}：期间不会有登记移交给您，自行领取不受影响`}
      action={<EndAbsence who={null} absence={absence} />}
    />
  )
}
