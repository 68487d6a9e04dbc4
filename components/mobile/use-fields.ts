import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'

const LEAVE_MS = 250

export type Faults<N extends string> = Partial<Record<N, ReactNode>>

/**
 * What is typed into a form and what is wrong with it. A fault stands at its field until the field is changed; the first
 * faulty field gets the focus.
 * @param check what is wrong with these values, by the server's own rules
 */
export function useFields<N extends string>(
  initial: Record<N, string>,
  check: (values: Record<N, string>) => Faults<N>,
) {
  const [values, setValues] = useState(initial)
  const [faults, setFaults] = useState<Faults<N>>({})
  const [notice, setNotice] = useState<ApiError | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  const latest = useRef({ values, check })
  latest.current = { values, check }

  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tries])

  /** Shows faults and leads to the first of them. */
  function fail(found: Faults<N>) {
    setFaults(found)
    setTries((count) => count + 1)
  }

  function change(name: N, value: string) {
    setValues((before) => ({ ...before, [name]: value }))
    setFaults((before) => ({ ...before, [name]: undefined }))
  }

  /**
   * Checks what was just typed; what is still empty is not yet a fault. A little later than the blur: a fault that
   * appears under the finger moves the button that the finger is about to press.
   */
  function leave(name: N) {
    setTimeout(() => {
      const now = latest.current
      const fault = now.values[name] === '' ? undefined : now.check(now.values)[name]
      if (fault) setFaults((before) => ({ ...before, [name]: fault }))
    }, LEAVE_MS)
  }

  return {
    values,
    faults,
    notice,
    form,
    fail,
    change,
    /** What a field's input needs. */
    part: (name: N) => ({
      value: values[name],
      fault: faults[name],
      onValue: (value: string) => change(name, value),
      onBlur: () => leave(name),
    }),
    /** What is wrong, or no longer, with single fields; the focus stays. */
    mark(found: Faults<N>) {
      setFaults((before) => ({ ...before, ...found }))
    },
    fill(entries: Partial<Record<N, string>>) {
      setValues((before) => ({ ...before, ...entries }))
    },
    /** @returns is everything as it should be? */
    isRight(): boolean {
      setNotice(null)
      const found = check(values)
      const wrong = Object.values(found).some((fault) => fault !== undefined)
      if (wrong) fail(found)
      return !wrong
    },
    /** Puts the server's faults to their fields; what belongs to no field becomes the form's notice. */
    refuse(error: unknown) {
      if (!(error instanceof ApiError)) throw error
      const named = Object.entries(error.fieldMessages).filter(([path]) => path in values)
      if (named.length > 0) fail(Object.fromEntries(named) as Faults<N>)
      else setNotice(error)
    },
  }
}

/** The first message of each field. What is empty counts as missing, so that the schema asks for it. */
export function faultsOf<N extends string>(schema: z.ZodType, values: Record<N, string>): Faults<N> {
  const filled = Object.entries(values).filter(([, value]) => value !== '')
  const issues = schema.safeParse(Object.fromEntries(filled)).error?.issues ?? []
  const entries = issues.map(({ path, message }) => [String(path[0]), message]).reverse()
  return Object.fromEntries(entries) as Faults<N>
}

/** One key for one content: sent again after a lost answer, it is answered as the first time. */
export function useRepeatKey(): (content: unknown) => string {
  const last = useRef({ text: '', key: '' })
  return (content) => {
    const text = JSON.stringify(content)
    if (last.current.text !== text) last.current = { text, key: newKey() }
    return last.current.key
  }
}
