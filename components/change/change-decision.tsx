import { Button } from 'antd'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { useMay } from '@/components/shell/actor-context'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { claimChange, releaseChange } from '@/lib/features/change/api/desk'
import type { DeskChange } from '@/lib/features/change/schema/console'
import type { ChangeDecisionInput, ChangeVerdict } from '@/lib/features/change/schema/decision'
import { ApproveDialog } from './approve-dialog'
import { ChangeDecided } from './change-decided'
import { ReturnDialog } from './return-dialog'
import { useChangeDecision } from './use-change-decision'

type Dialog = 'approve' | 'return' | null

/** Actions on a change: it is claimed, then passed or returned; the next one opens, and the decision takes effect a little later. */
export function ChangeDecision({ change }: { change: DeskChange }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const decision = useChangeDecision(change, close)
  const { busy, runNow, decide } = decision
  const reviews = useMay()('change.review')
  const { id, claim, claimActions, openDecision } = change
  const mine = claim?.mine === true
  const decides = mine && change.actions.includes('approve')
  const blocked = change.missingEvidence.length > 0 && !change.mayBeVerifiedOtherwise
  const take = () => runNow({ work: () => claimChange(id), goTo: 'stay' })
  const release = () =>
    runNow({ work: () => releaseChange(id), done: '已放回，其他人可以领取', goTo: 'list' })
  const open = (which: Exclude<Dialog, null>) => decides && (() => !busy && setDialog(which))
  const mayTake = claimActions.includes('claim')
  const mayRelease = claimActions.includes('release')
  useShortcuts({
    claim: mayTake && (() => !busy && take()),
    approve: !blocked && open('approve'),
    return: open('return'),
    release: mayRelease && (() => !busy && release()),
  })
  if (openDecision || (!mayTake && !mayRelease))
    return reviews ? <ChangeDecided change={change} {...decision} /> : null

  return (
    <ActionBar label="审核操作">
      {mayTake ? (
        <Button type="primary" loading={busy} onClick={take}>
          领取审核
          <Kbd of="claim" />
        </Button>
      ) : null}
      {decides ? <DecideButtons change={change} busy={busy} blocked={blocked} onOpen={setDialog} /> : null}
      <ActionGap />
      {mayRelease ? (
        <Button disabled={busy} onClick={release}>
          放回
          <Kbd of="release" />
        </Button>
      ) : null}
      <Dialogs change={change} dialog={dialog} onClose={close} onDecide={decide} />
    </ActionBar>
  )
}

type ButtonsProps = {
  change: DeskChange
  busy: boolean
  /** The evidence is missing, and no words replace it. */
  blocked: boolean
  onOpen: (dialog: Dialog) => void
}

function DecideButtons({ change: { type, missingEvidence }, busy, blocked, onOpen }: ButtonsProps) {
  return (
    <>
      <Button
        type="primary"
        disabled={busy || blocked}
        title={blocked ? missingEvidence.map(({ text }) => text).join('；') : undefined}
        onClick={() => onOpen('approve')}
      >
        {type === 'CANCELLATION' ? '通过并注销' : '通过'}
        <Kbd of="approve" />
      </Button>
      <Button danger disabled={busy} onClick={() => onOpen('return')}>
        退回
        <Kbd of="return" />
      </Button>
      {blocked ? <span role="status">缺少证明照片，不能通过，请退回补充</span> : null}
    </>
  )
}

type DialogsProps = {
  change: DeskChange
  dialog: Dialog
  onClose: () => void
  onDecide: (input: ChangeDecisionInput) => Promise<unknown>
}

function Dialogs({ change, dialog, onClose, onDecide }: DialogsProps) {
  return (
    <>
      <ApproveDialog
        open={dialog === 'approve'}
        change={change}
        entered={enteredFor(change, 'APPROVE')}
        onClose={onClose}
        onApprove={(input) => onDecide({ verdict: 'APPROVE', ...input })}
      />
      <ReturnDialog
        open={dialog === 'return'}
        change={change}
        entered={enteredFor(change, 'RETURN')}
        onClose={onClose}
        onReturn={(input) => onDecide({ verdict: 'RETURN', ...input })}
      />
    </>
  )
}

function enteredFor<V extends ChangeVerdict>({ enteredBefore }: DeskChange, verdict: V) {
  type Entered = Extract<ChangeDecisionInput, { verdict: V }>
  const isOf = (input: ChangeDecisionInput): input is Entered => input.verdict === verdict
  return enteredBefore && isOf(enteredBefore) ? enteredBefore : undefined
}
