'use client'

import Button from 'antd-mobile/es/components/button'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import styles from './hold-button.module.css'

/** As long as the bar in hold-button.module.css takes. */
const HOLD_MS = 800

type Props = { act: string; danger?: boolean | undefined; busy: boolean; onHeld: () => void }

/**
 * A button that acts when it has been held for 800 ms, by finger, mouse or key. Who cannot hold ticks a box instead: screen
 * readers and switches only tap.
 */
export function HoldButton({ act, danger, busy, onHeld }: Props) {
  const [ticking, setTicking] = useState(false)
  const tone = danger ? 'danger' : undefined
  return (
    <div data-act className={styles.hold}>
      {ticking ? (
        <TickFirst act={act} danger={danger} busy={busy} onAct={onHeld} />
      ) : (
        <Held act={act} tone={tone} busy={busy} onHeld={onHeld} />
      )}
      <button type="button" className={styles.other} onClick={() => setTicking(!ticking)}>
        {ticking ? '改为按住确认' : '不方便按住？改为勾选确认'}
      </button>
    </div>
  )
}

type HeldProps = { act: string; tone: string | undefined; busy: boolean; onHeld: () => void }

function Held({ act, tone, busy, onHeld }: HeldProps) {
  const [state, setState] = useState<'rest' | 'pressed' | 'short'>('rest')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const begin = () => {
    if (busy) return
    clearTimeout(timer.current)
    setState('pressed')
    timer.current = setTimeout(() => {
      setState('rest')
      onHeld()
    }, HOLD_MS)
  }
  const end = () => {
    clearTimeout(timer.current)
    setState((before) => (before === 'pressed' ? 'short' : before))
  }
  const byKey = (work: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (!event.repeat) work()
  }
  return (
    <>
      <button
        type="button"
        className={styles.button}
        data-tone={tone}
        data-pressed={state === 'pressed' || undefined}
        disabled={busy}
        onPointerDown={(event) => event.button === 0 && begin()}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onKeyDown={byKey(begin)}
        onKeyUp={byKey(end)}
        onBlur={end}
        onContextMenu={(event) => event.preventDefault()}
      >
        <span className={styles.bar} aria-hidden="true" />
        <span className={styles.words}>
          {busy ? '正在办理…' : state === 'pressed' ? '请按住不放…' : `按住${act}`}
        </span>
      </button>
      <p role="status" className={styles.hint} data-short={state === 'short' || undefined}>
        {state === 'short' ? '按得太短，没有办理：请按住不放，直到走满。' : '按住约 1 秒，走满后办理。'}
      </p>
    </>
  )
}

type TickProps = { act: string; danger: boolean | undefined; busy: boolean; onAct: () => void }

function TickFirst({ act, danger, busy, onAct }: TickProps) {
  const [ticked, setTicked] = useState(false)
  return (
    <>
      <label className={styles.tick}>
        <input type="checkbox" checked={ticked} onChange={({ target }) => setTicked(target.checked)} />
        <span>上面的内容我已看清，确认办理</span>
      </label>
      <Button
        block
        color={danger ? 'danger' : 'primary'}
        loading={busy}
        disabled={busy || !ticked}
        onClick={onAct}
      >
        {act}
      </Button>
    </>
  )
}
