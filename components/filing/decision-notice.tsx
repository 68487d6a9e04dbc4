'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useOptions } from '@/components/setting/use-options'
import { useMay } from '@/components/shell/actor-context'
import { changeDecided } from '@/lib/features/change/api/desk'
import { isOpen, ownDecisionsQuery } from '@/lib/features/filing/api/decisions'
import { filingKeys } from '@/lib/features/filing/api/desk'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'
import css from './decision-notice.module.css'
import { decisionHref, decisionText } from './decision-text'
import { FailedDecision } from './failed-decision'
import { useSecondsLeft } from './use-seconds-left'
import { useTakeBack } from './use-take-back'
import { useUndoKey } from './use-undo-key'

/** In the header of every page of a reviewer: the decision that takes effect in a moment, and those that did not. */
export function DecisionNotice() {
  return useMay()('filing.review') ? <OwnDecisions /> : null
}

function OwnDecisions() {
  const { data, dataUpdatedAt, isError, refetch } = useQuery(ownDecisionsQuery())
  const decisions = data?.data ?? []
  const open = decisions.filter(isOpen)
  const [last] = open
  const failed = decisions.filter(({ problem }) => problem !== null)
  const effected = useEffected(decisions)
  const { takeBack, busy } = useTakeBack()
  useUndoKey(last && (() => takeBack(last)))
  if (isError && !data)
    return (
      <div className={css.notice}>
        <span className={css.text}>您的决定没有读到</span>
        <button type="button" className={css.button} onClick={() => void refetch()}>
          重试
        </button>
      </div>
    )
  return (
    <div className={css.notice}>
      {failed[0] ? (
        <FailedDecision key={failed[0].decisionId} decision={failed[0]} more={failed.length - 1} />
      ) : null}
      {last ? (
        <Pending
          decision={last}
          since={dataUpdatedAt}
          more={open.length - 1}
          busy={busy}
          onTakeBack={() => takeBack(last)}
        />
      ) : effected ? (
        <Effected decision={effected} />
      ) : null}
    </div>
  )
}

type PendingProps = {
  decision: OwnDecision
  since: number
  /** Further decisions that have not taken effect. */
  more: number
  busy: boolean
  onTakeBack: () => void
}

function Pending({ decision, since, more, busy, onTakeBack }: PendingProps) {
  const seconds = useSecondsLeft(decision.remainingMs, since)
  const { names } = useOptions()
  const text = `已决定 ${decisionText(decision, names)}`
  return (
    <>
      <span className={css.text} title={text}>
        <span role="status">{text}</span>
      </span>
      {/* Not read aloud each second. */}
      <span className={css.time} aria-hidden>
        {seconds > 0 ? `${seconds} 秒后生效` : '正在生效'}
        {more > 0 ? `，另有 ${more} 件` : ''}
      </span>
      <button type="button" className={css.button} aria-label="撤销决定" disabled={busy} onClick={onTakeBack}>
        撤销 <kbd aria-hidden>U</kbd>
      </button>
      <LookAt decision={decision} />
    </>
  )
}

/** Said until the next decision, and only where the officer saw it open. */
function Effected({ decision }: { decision: OwnDecision }) {
  const { names } = useOptions()
  return (
    <>
      <span className={css.text}>{decisionText(decision, names)}</span>
      <span className={css.time}>已生效</span>
      <LookAt decision={decision} />
    </>
  )
}

function LookAt({ decision }: { decision: OwnDecision }) {
  const href = decisionHref(decision)
  if (usePathname() === href) return null
  return (
    <Link href={href} prefetch={false} className={css.button}>
      查看
    </Link>
  )
}

/** The last decision seen open, once it has taken effect. Lists and desks are read again as decisions end. */
function useEffected(decisions: readonly OwnDecision[]): OwnDecision | undefined {
  const client = useQueryClient()
  const before = useRef<readonly OwnDecision[]>([])
  const [lastId, setLastId] = useState<string>()
  useEffect(() => {
    const nowOpen = decisions.filter(isOpen)
    const ended = before.current.filter(({ decisionId }) =>
      nowOpen.every((one) => one.decisionId !== decisionId),
    )
    before.current = nowOpen
    if (nowOpen[0]) setLastId(nowOpen[0].decisionId)
    if (ended.length === 0) return
    void client.invalidateQueries({ queryKey: filingKeys.lists() })
    for (const { filingId, changeId } of ended) {
      if (filingId) void client.invalidateQueries({ queryKey: filingKeys.detail(filingId) })
      if (changeId) void changeDecided(client, changeId)
    }
  }, [client, decisions])
  return decisions.find(({ decisionId, outcome }) => decisionId === lastId && outcome === 'TAKEN_EFFECT')
}
