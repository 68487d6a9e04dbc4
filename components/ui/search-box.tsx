'use client'

import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { SEARCH_LENGTH } from '@/lib/core/page'
import { Kbd } from './keys/kbd'
import { useShortcuts } from './keys/use-shortcuts'

type Props = {
  value: string
  onChange: (value: string) => void
  label: string
  placeholder?: string
  width?: number | string
  /** Pause after the last keystroke before searching (ms). */
  pauseMs?: number
}

/** Searches when typing pauses; `/` focuses it from anywhere on the page, Escape clears it. */
export function SearchBox(props: Props) {
  const { value, onChange, label, placeholder, width = 300, pauseMs = 300 } = props
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(value)
  // Pinyin being composed into characters is not searched for.
  const [composing, setComposing] = useState(false)
  const [outside, setOutside] = useState(value)
  // Searches not yet returned as `value`, oldest first.
  const [sent, setSent] = useState<string[]>([])
  if (value !== outside) {
    setOutside(value)
    const echo = sent.indexOf(value)
    setSent(echo < 0 ? [] : sent.slice(echo + 1))
    // A change from outside (browser's back, cleared filters) is taken over; the echo of an own search is not, as it may be
    // older than the last keystrokes.
    if (echo < 0 && value !== text.trim()) setText(value)
  }
  const search = useCallback(() => {
    setSent((earlier) => [...earlier, text.trim()])
    onChange(text.trim())
  }, [text, onChange])

  // The text with which a link was followed: a list that is loaded again meanwhile must not start its search after all.
  const left = useRef<string>(undefined)
  useEffect(() => {
    if (composing || text.trim() === value || text === left.current) return
    left.current = undefined
    const timer = setTimeout(search, pauseMs)
    // A followed link is already navigating: changing the URL of this page would cancel it.
    const cancelOnLink = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || !event.target.closest('a[href]')) return
      // Opened beside this page, which stays.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      left.current = text
      clearTimeout(timer)
    }
    document.addEventListener('click', cancelOnLink, { capture: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', cancelOnLink, { capture: true })
    }
  }, [text, composing, value, search, pauseMs])

  useShortcuts({ search: () => input.current?.focus({ cursor: 'all' }) })

  return (
    <Input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      prefix={<SearchOutlined aria-hidden />}
      suffix={text ? null : <Kbd of="search" />}
      allowClear
      style={{ width, maxWidth: '100%' }}
      maxLength={SEARCH_LENGTH}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={search}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('')
      }}
    />
  )
}
