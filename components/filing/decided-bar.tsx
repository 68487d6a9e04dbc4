import { Button } from 'antd'
import { ActionBar, ActionGap } from '@/components/desk/desk-frame'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './decided-bar.module.css'
import { PreviousButton } from './previous-button'
import type { useDecision } from './use-decision'
import { useOwnDecisions } from './use-own-decisions'
import { useDeskCountdown } from './use-seconds-left'
import { useTakeBack } from './use-take-back'

type Props = { filing: DeskFiling } & Pick<ReturnType<typeof useDecision>, 'busy' | 'nextFailure' | 'goOn'>

/** On a filing that the officer has decided: the way back, to the one before, and on. */
export function DecidedBar({ filing, busy, nextFailure, goOn }: Props) {
  const own = useOwnDecisions().find(({ filingId }) => filingId === filing.id)
  if (!own && !nextFailure) return null
  // Said once another try can be made.
  const failure = busy ? null : nextFailure
  const next = () => void goOn()
  return (
    <ActionBar label="审核操作">
      {filing.openDecision?.mine ? <OpenDecision filing={filing} open={filing.openDecision} /> : null}
      {failure ? (
        <span role="alert" className={css.failure}>
          下一件没有领到：{failure.message}
        </span>
      ) : null}
      <ActionGap />
      <PreviousButton filing={filing} disabled={busy} />
      <Button type="primary" loading={busy} onClick={next}>
        {failure ? '重试' : '下一件'}
      </Button>
    </ActionBar>
  )
}

type OpenProps = { filing: DeskFiling; open: NonNullable<DeskFiling['openDecision']> }

function OpenDecision({ filing, open }: OpenProps) {
  const seconds = useDeskCountdown(filing)
  const { takeBack, busy } = useTakeBack()
  return (
    <>
      <span>
        您已决定“{VERDICT_LABELS[open.verdict]}”，{seconds > 0 ? `${seconds} 秒后生效` : '正在生效'}
      </span>
      <Button loading={busy} onClick={() => takeBack({ filingId: filing.id, decisionId: open.decisionId })}>
        撤销决定
      </Button>
    </>
  )
}
