'use client'

import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'

type Props = {
  value: string
  onChange: (value: string) => void
  label: string
  placeholder?: string
  width?: number | string
  /** How long typing rests before it is searched for. */
  pauseMs?: number
  maxLength?: number
}

/** Searches when typing rests; `/` from anywhere on the page leads here, Escape empties it. */
export function SearchBox(props: Props) {
  const { value, onChange, label, placeholder, width = 300, pauseMs = 300, maxLength } = props
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(value)
  // Pinyin on its way to becoming characters is not what is looked for.
  const [composing, setComposing] = useState(false)
  const [outside, setOutside] = useState(value)
  // What was searched for and has not come back as `value` yet, oldest first.
  const [sent, setSent] = useState<string[]>([])
  if (value !== outside) {
    setOutside(value)
    const echo = sent.indexOf(value)
    setSent(echo < 0 ? [] : sent.slice(echo + 1))
    // The address changed by itself (back, cleared filters): the box follows. Not so its own echo, which may be older
    // than the last keys.
    if (echo < 0 && value !== text.trim()) setText(value)
  }
  const search = useCallback(() => {
    setSent((earlier) => [...earlier, text.trim()])
    onChange(text.trim())
  }, [text, onChange])

  useEffect(() => {
    if (composing || text.trim() === value) return
    const timer = setTimeout(search, pauseMs)
    // Who follows a link meanwhile is on the way: a new address of this page would call them back.
    const leave = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a[href]')) clearTimeout(timer)
    }
    document.addEventListener('click', leave, { capture: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', leave, { capture: true })
    }
  }, [text, composing, value, search, pauseMs])

  useEffect(() => {
    const toSearch = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus({ cursor: 'all' })
    }
    document.addEventListener('keydown', toSearch)
    return () => document.removeEventListener('keydown', toSearch)
  }, [])

  return (
    <Input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      prefix={<SearchOutlined aria-hidden />}
      suffix={text ? null : <kbd aria-hidden>/</kbd>}
      allowClear
      style={{ width, maxWidth: '100%' }}
      maxLength={maxLength}
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

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
