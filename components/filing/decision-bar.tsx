import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { useConflictNotice } from '@/components/desk/use-conflict-notice'
import { useOptions } from '@/components/setting/use-options'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { isConflict } from '@/lib/client/api-error'
import {
  approveFiling,
  claimFiling,
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
import { ReturnDialog } from './return-dialog'
import { TransferDialog } from './transfer-dialog'
import { useOpenNext } from './use-open-next'

/** Key of every running decision, followed by the id of its filing. */
export const DECIDING = ['decision']

type Dialog = 'approve' | 'return' | 'decline' | 'transfer' | null

/** Actions available on this filing; after a decision the oldest waiting filing opens. */
export function DecisionBar({ filing, marks }: { filing: DeskFiling; marks: readonly string[] }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const options = useOptions()
  const close = () => setDialog(null)
  const { run, runNow, busy } = useDecision(filing.id, close)
  const { id, version } = filing
  const may = (action: ReviewAction) => filing.actions.includes(action)
  const claim = () => runNow(() => claimFiling(id), { stay: true })
  const release = () => runNow(() => releaseFiling(id), { done: '已放回队列', leave: true })
  useShortcuts({
    claim: may('claim') && claim,
    approve: may('approve') && (() => setDialog('approve')),
    return: may('return') && (() => setDialog('return')),
    decline: may('decline') && (() => setDialog('decline')),
    transfer: may('transfer') && (() => setDialog('transfer')),
    release: may('release') && release,
  })
  if (filing.actions.length === 0) return null

  return (
    <ActionBar label="审核操作">
      {may('claim') ? (
        <Button type="primary" loading={busy} onClick={claim}>
          领取审核
          <Kbd of="claim" />
        </Button>
      ) : null}
      {may('approve') ? (
        <Button type="primary" onClick={() => setDialog('approve')}>
          审核通过
          <Kbd of="approve" />
        </Button>
      ) : null}
      {may('return') ? (
        <Button danger onClick={() => setDialog('return')}>
          退回重填{marks.length > 0 ? `（已标记 ${marks.length} 处）` : ''}
          <Kbd of="return" />
        </Button>
      ) : null}
      {may('decline') ? (
        <Button onClick={() => setDialog('decline')}>
          不予登记
          <Kbd of="decline" />
        </Button>
      ) : null}
      <ActionGap />
      {may('transfer') ? (
        <Button onClick={() => setDialog('transfer')}>
          转办
          <Kbd of="transfer" />
        </Button>
      ) : null}
      {may('release') ? (
        <Button loading={busy} onClick={release}>
          放回队列
          <Kbd of="release" />
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
      <ReturnDialog
        open={dialog === 'return'}
        reasons={options.returnReasons}
        marks={marks}
        onClose={close}
        onReturn={(input) => run(() => returnFiling(id, { version, ...input }), { done: '已退回机主重填' })}
      />
      <DeclineDialog
        open={dialog === 'decline'}
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

  const { showAhead, openNext } = useOpenNext(id)
  const mutationKey = [...DECIDING, id]
  const mutation = useMutation({
    mutationKey,
    mutationFn: async ({ work, outcome }: { work: () => Promise<unknown>; outcome: Outcome }) => {
      const back = outcome.stay || outcome.leave ? undefined : showAhead()
      const result = await work().catch((error: Error) => {
        back?.()
        throw error
      })
      return { title: typeof result === 'string' ? result : outcome.done, outcome }
    },
    onSuccess: async ({ title, outcome }) => {
      close()
      if (title) notification.success({ title, duration: 8, placement: 'topRight' })
      if (outcome.stay) return client.invalidateQueries({ queryKey: filingKeys.all })
      if (outcome.leave) router.replace('/queues/pending')
      else {
        const failure = await openNext().then(
          () => null,
          (error: Error) => error,
        )
        if (failure) {
          message.error(`下一件没有领到：${failure.message}`, 8)
          return client.invalidateQueries({ queryKey: filingKeys.all })
        }
      }
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
