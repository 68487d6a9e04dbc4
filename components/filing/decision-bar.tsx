import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { useConflictNotice } from '@/components/desk/use-conflict-notice'
import { useOptions } from '@/components/setting/use-options'
import { isConflict } from '@/lib/client/api-error'
import {
  approveFiling,
  claimFiling,
  claimNext,
  declineFiling,
  filingChanged,
  filingKeys,
  releaseFiling,
  returnFiling,
  transferFiling,
} from '@/lib/features/filing/api/desk'
import type { DeskFiling, ReviewAction } from '@/lib/features/filing/schema/console'
import { ApproveDialog } from './approve-dialog'
import { DeclineDialog } from './decline-dialog'
import { ReturnPanel } from './return/return-panel'
import { TransferDialog } from './transfer-dialog'

type Dialog = 'approve' | 'return' | 'decline' | 'transfer' | null

/** Actions available on this filing; after a decision the oldest waiting filing opens. */
export function DecisionBar({ filing, marks }: { filing: DeskFiling; marks: readonly string[] }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const options = useOptions()
  const close = () => setDialog(null)
  const { run, runNow, busy } = useDecision(filing.id, close)
  const { id, version } = filing
  const may = (action: ReviewAction) => filing.actions.includes(action)
  if (filing.actions.length === 0) return null

  return (
    <ActionBar label="审核操作">
      {may('claim') ? (
        <Button type="primary" loading={busy} onClick={() => runNow(() => claimFiling(id), { stay: true })}>
          领取审核
        </Button>
      ) : null}
      {may('approve') ? (
        <Button type="primary" onClick={() => setDialog('approve')}>
          审核通过
        </Button>
      ) : null}
      {may('return') ? (
        <Button danger onClick={() => setDialog('return')}>
          退回重填{marks.length > 0 ? `（已标记 ${marks.length} 处）` : ''}
        </Button>
      ) : null}
      {may('decline') ? <Button onClick={() => setDialog('decline')}>不予登记</Button> : null}
      <ActionGap />
      {may('transfer') ? <Button onClick={() => setDialog('transfer')}>转办</Button> : null}
      {may('release') ? (
        <Button
          loading={busy}
          onClick={() => runNow(() => releaseFiling(id), { done: '已放回队列', leave: true })}
        >
          放回队列
        </Button>
      ) : null}

      <ApproveDialog
        open={dialog === 'approve'}
        filing={filing}
        stages={options.names.lists.STAGE ?? {}}
        onClose={close}
        onApprove={(approval) =>
          run(async () => {
            const answer = await approveFiling(id, { version, ...approval })
            return `审核通过：${answer.registrationNumber}，领取码 ${answer.pickupCode}`
          })
        }
      />
      <ReturnPanel
        open={dialog === 'return'}
        filing={filing}
        reasons={options.returnReasons}
        marks={marks}
        onClose={close}
        onReturn={(input) => run(() => returnFiling(id, { version, ...input }), { done: '已退回机主重填' })}
      />
      <DeclineDialog
        open={dialog === 'decline'}
        stated={filing.stated.DECLINE}
        onClose={close}
        onDecline={(reason) =>
          run(() => declineFiling(id, { version, reason }), { done: '已作出不予登记决定' })
        }
      />
      <TransferDialog
        open={dialog === 'transfer'}
        onClose={close}
        onTransfer={(transfer) => run(() => transferFiling(id, transfer), { done: '已转办' })}
      />
    </ActionBar>
  )
}

type Outcome = {
  done?: string
  /** Stay on this filing. */
  stay?: boolean
  /** Go back to the queue instead of to the next filing. */
  leave?: boolean
}

/** Runs one action, then stays on the filing or opens the queue or the next filing. */
function useDecision(id: string, close: () => void) {
  const router = useRouter()
  const client = useQueryClient()
  const { message, notification } = App.useApp()
  const reportConflict = useConflictNotice()

  const openNext = async () => {
    const next = await claimNext().catch(() => undefined)
    if (!next) {
      message.info('待审核队列已处理完')
      return router.replace('/queues/pending')
    }
    client.setQueryData(filingKeys.detail(next.id), next)
    router.replace(`/filings/${next.id}`)
  }
  const mutationKey = ['decision', id]
  const mutation = useMutation({
    mutationKey,
    mutationFn: async ({ work, outcome }: { work: () => Promise<unknown>; outcome: Outcome }) => {
      const result = await work()
      return { title: typeof result === 'string' ? result : outcome.done, outcome }
    },
    onSuccess: async ({ title, outcome }) => {
      close()
      if (title) notification.success({ title, duration: 8, placement: 'topRight' })
      if (outcome.stay) return client.invalidateQueries({ queryKey: filingKeys.all })
      if (outcome.leave) router.replace('/queues/pending')
      else await openNext()
      await filingChanged(client, id)
    },
    onError: (error) => {
      if (reportConflict(error)) void client.invalidateQueries({ queryKey: filingKeys.all })
    },
  })
  const run = (work: () => Promise<unknown>, outcome: Outcome = {}) => mutation.mutateAsync({ work, outcome })
  return {
    busy: mutation.isPending,
    /** For a dialog, which shows the error itself. */
    run,
    /** For a button: shows the error as a message. */
    runNow: (work: () => Promise<unknown>, outcome: Outcome) => {
      // A second tap may come before the button is shown busy.
      if (client.isMutating({ mutationKey }) > 0) return
      run(work, outcome).catch((error: Error) => isConflict(error) || message.error(error.message, 6))
    },
  }
}
