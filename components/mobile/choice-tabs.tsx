'use client'

import { type KeyboardEvent, useRef } from 'react'
import styles from './choice-tabs.module.css'

type Props<K extends string> = {
  label: string
  tabs: readonly { key: K; title: string }[]
  chosen: K
  onChoose: (key: K) => void
  /** Id of the element that the tabs control. */
  controls: string
}

/** Tabs with keyboard support: one tab stop, arrow keys select. Those of antd-mobile react to clicks only. */
export function ChoiceTabs<K extends string>({ label, tabs, chosen, onChoose, controls }: Props<K>) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const at = (tabs.findIndex(({ key }) => key === chosen) + step + tabs.length) % tabs.length
    const next = tabs[at]
    if (!next) return
    onChoose(next.key)
    list.current?.querySelectorAll('button')[at]?.focus()
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {tabs.map(({ key, title }) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`${controls}-${key}`}
          aria-selected={key === chosen}
          aria-controls={controls}
          tabIndex={key === chosen ? 0 : -1}
          className={styles.tab}
          onClick={() => onChoose(key)}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
