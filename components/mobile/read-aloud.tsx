'use client'

import { type RefObject, useEffect, useState } from 'react'
import { useElder } from './use-elder'

/** What of a step is read: its headings, its hints and what is wrong; not what somebody has filled in. */
const READ = 'h2, h3, p, legend'

const isChinese = ({ lang }: SpeechSynthesisVoice) => lang.toLowerCase().startsWith('zh')

/** A voice of this phone that speaks Chinese; null without one, or without the interface (WeChat's web-view on Android). */
function useChineseVoice(): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null)
  useEffect(() => {
    if (!('speechSynthesis' in window)) return
    // Some browsers know their voices only after a while.
    const look = () => setVoice(speechSynthesis.getVoices().find(isChinese) ?? null)
    look()
    speechSynthesis.addEventListener?.('voiceschanged', look)
    return () => speechSynthesis.removeEventListener?.('voiceschanged', look)
  }, [])
  return voice
}

/** 朗读, in 大字版 and where the phone has a voice: reads the step, once more stops it. */
export function ReadAloud({
  of,
  className,
}: {
  of: RefObject<HTMLElement | null>
  className?: string | undefined
}) {
  const elder = useElder()
  const voice = useChineseVoice()
  const [reading, setReading] = useState(false)
  useEffect(() => () => void ('speechSynthesis' in window && speechSynthesis.cancel()), [])
  if (!elder || !voice) return null
  const toggle = () => {
    speechSynthesis.cancel()
    if (reading) return setReading(false)
    const words = new SpeechSynthesisUtterance(textOf(of.current))
    words.voice = voice
    words.lang = voice.lang
    words.rate = 0.9
    words.onend = () => setReading(false)
    words.onerror = () => setReading(false)
    setReading(true)
    speechSynthesis.speak(words)
  }
  return (
    <button type="button" className={className} aria-pressed={reading} onClick={toggle}>
      {reading ? '停止朗读' : '朗读'}
    </button>
  )
}

/** The texts as sentences. */
function textOf(root: HTMLElement | null): string {
  const parts = [...(root?.querySelectorAll<HTMLElement>(READ) ?? [])]
    .filter((part) => !part.closest('[aria-hidden="true"]') && part.querySelector(READ) === null)
    .map((part) => (part.textContent ?? '').trim())
    .filter(Boolean)
  return parts.join('。')
}
