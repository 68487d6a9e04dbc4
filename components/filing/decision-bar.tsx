import { Button } from 'antd'
import { useState } from 'react'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { useOptions } from '@/components/setting/use-options'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { claimFiling, releaseFiling, transferFiling } from '@/lib/features/filing/api/desk'
import { passFiling } from '@/lib/features/filing/api/pass'
import type { DeskFiling, ReviewAction } from '@/lib/features/filing/schema/console'
import type { DecisionInput, Verdict } from '@/lib/features/filing/schema/decision'
import { ApproveDialog } from './approve-dialog'
import { DecidedBar } from './decided-bar'
import { DeclineDialog } from './decline-dialog'
import { FleetLink } from './fleet-link'
import { PassDialog } from './pass/pass-dialog'
import { PreviousButton } from './previous-button'
import { useRequestedDecision } from './requested-decision'
import { ReturnPanel } from './return/return-panel'
import { TransferDialog } from './transfer-dialog'
import { useDecision } from './use-decision'

type Dialog = 'approve' | 'return' | 'decline' | 'pass' | 'transfer' | null

/** Actions available on this filing; after a decision the next filing opens, and the decision takes effect a little later. */
export function DecisionBar({ filing, marks }: { filing: DeskFiling; marks: readonly string[] }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const options = useOptions()
  const close = () => setDialog(null)
  const decision = useDecision(filing, close)
  const { run, runNow, decide, busy } = decision
  const { id } = filing
  const may = (action: ReviewAction) => filing.actions.includes(action)
  const suggested = useRequestedDecision(filing, setDialog)
  const claim = () => runNow({ work: () => claimFiling(id), goTo: 'stay' })
  const release = () => runNow({ work: () => releaseFiling(id), done: '已放回队列', goTo: 'queue' })
  const open = (action: ReviewAction & Dialog) => may(action) && (() => !busy && setDialog(action))
  useShortcuts({
    claim: may('claim') && (() => !busy && claim()),
    approve: open('approve'),
    return: open('return'),
    decline: open('decline'),
    pass: open('pass'),
    transfer: open('transfer'),
    release: may('release') && (() => !busy && release()),
  })
  if (filing.actions.length === 0) return <DecidedBar filing={filing} {...decision} />

  return (
    <ActionBar label="审核操作">
      {may('claim') ? (
        <Button type="primary" loading={busy} onClick={claim}>
          领取审核
          <Kbd of="claim" />
        </Button>
      ) : null}
      {may('approve') ? (
        <Button type="primary" disabled={busy} onClick={() => setDialog('approve')}>
          审核通过
          <Kbd of="approve" />
        </Button>
      ) : null}
      {may('return') ? (
        <Button danger disabled={busy} onClick={() => setDialog('return')}>
          退回重填{marks.length > 0 ? `（已标记 ${marks.length} 处）` : ''}
          <Kbd of="return" />
        </Button>
      ) : null}
      {may('decline') ? (
        <Button disabled={busy} onClick={() => setDialog('decline')}>
          不予登记
          <Kbd of="decline" />
        </Button>
      ) : null}
      <ActionGap />
      <FleetLink filing={filing} />
      <PreviousButton filing={filing} disabled={busy} />
      {may('pass') ? (
        <Button disabled={busy} onClick={() => setDialog('pass')}>
          移交
          <Kbd of="pass" />
        </Button>
      ) : null}
      {may('transfer') ? (
        <Button disabled={busy} onClick={() => setDialog('transfer')}>
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
        entered={enteredFor(filing, 'APPROVE')}
        onClose={close}
        onApprove={(approval) => decide({ verdict: 'APPROVE', ...approval })}
      />
      <ReturnPanel
        open={dialog === 'return'}
        filing={filing}
        reasons={options.returnReasons}
        marks={marks}
        entered={enteredFor(filing, 'RETURN') ?? suggested.return}
        onClose={close}
        onReturn={(input) => decide({ verdict: 'RETURN', ...input })}
      />
      <DeclineDialog
        open={dialog === 'decline'}
        filingId={id}
        entered={enteredFor(filing, 'DECLINE') ?? suggested.decline}
        stated={filing.stated.DECLINE}
        onClose={close}
        onDecline={(reason) => decide({ verdict: 'DECLINE', reason })}
      />
      {dialog === 'pass' ? (
        <PassDialog
          filing={filing}
          onClose={close}
          onPass={(passing, name) =>
            run({
              work: () => passFiling(id, passing),
              done: `已移交给${name}`,
              goTo: filing.claim?.mine ? 'next' : 'stay',
            })
          }
        />
      ) : null}
      <TransferDialog
        open={dialog === 'transfer'}
        onClose={close}
        onTransfer={(transfer) =>
          run({ work: () => transferFiling(id, transfer), done: '已转办', goTo: 'next' })
        }
      />
    </ActionBar>
  )
}

function enteredFor<V extends Verdict>({ enteredBefore }: DeskFiling, verdict: V) {
  type Entered = Extract<DecisionInput, { verdict: V }>
  const isOf = (input: DecisionInput): input is Entered => input.verdict === verdict
  return enteredBefore && isOf(enteredBefore) ? enteredBefore : undefined
}
