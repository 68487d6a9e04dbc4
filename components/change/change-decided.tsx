import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { useSecondsLeft } from '@/components/filing/use-seconds-left'
import { useTakeBack } from '@/components/filing/use-take-back'
import { Kbd } from '@/components/ui/keys/kbd'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { changeKeys } from '@/lib/features/change/api/desk'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { CHANGE_VERDICT_LABELS } from '@/lib/features/change/schema/decision'
import css from './change.module.css'
import type { useChangeDecision } from './use-change-decision'

type Props = { change: DeskChange } & Pick<
  ReturnType<typeof useChangeDecision>,
  'busy' | 'nextFailure' | 'goOn'
>

/** Where nothing is to be decided by this officer: the way back from an own decision, and on to the next change. */
export function ChangeDecided({ change, busy, nextFailure, goOn }: Props) {
  const next = () => void goOn()
  useShortcuts({ takeNext: () => !busy && next() })
  return (
    <ActionBar label="审核操作">
      {change.openDecision?.mine ? <OpenDecision change={change} open={change.openDecision} /> : null}
      {nextFailure ? (
        <span role="alert" className={css.failure}>
          下一件没有领到：{nextFailure.message}
        </span>
      ) : null}
      <ActionGap />
      <Button type="primary" loading={busy} onClick={next}>
        {nextFailure ? '重试' : '下一件'}
        <Kbd of="takeNext" />
      </Button>
    </ActionBar>
  )
}

type OpenProps = { change: DeskChange; open: NonNullable<DeskChange['openDecision']> }

function OpenDecision({ change, open: { decisionId, verdict } }: OpenProps) {
  const seconds = useChangeCountdown(change)
  const { takeBack, busy } = useTakeBack()
  return (
    <>
      <span>
        您已决定“{CHANGE_VERDICT_LABELS[verdict]}”，{seconds > 0 ? `${seconds} 秒后生效` : '正在生效'}
      </span>
      <Button loading={busy} onClick={() => takeBack({ filingId: null, changeId: change.id, decisionId })}>
        撤销决定
      </Button>
    </>
  )
}

/** Whole seconds until the decision that is open on the change takes effect. */
export function useChangeCountdown({ id, openDecision }: DeskChange): number {
  const state = useQueryClient().getQueryState(changeKeys.detail(id))
  return useSecondsLeft(openDecision?.remainingMs ?? 0, state?.dataUpdatedAt ?? 0)
}
