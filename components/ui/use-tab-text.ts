import { useCallback, useEffect, useState } from 'react'

const PREFIX = 'text:'

/**
 * A text being written, in this tab alone: a reload does not lose it. Browsers that store nothing keep it while the page is open.
 * @param key of whose text about what; names no person
 * @returns the text, its setter, and what forgets it after it was sent
 */
export function useTabText(key: string) {
  const [text, setText] = useState('')
  const name = PREFIX + key
  useEffect(() => setText(read(name)), [name])
  const write = useCallback(
    (next: string) => {
      setText(next)
      store(name, next)
    },
    [name],
  )
  return { text, write, forget: useCallback(() => write(''), [write]) }
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

function store(name: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, text)
  } catch {
    // Full or forbidden: the page still has it.
  }
}
