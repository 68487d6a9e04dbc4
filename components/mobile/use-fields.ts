import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError } from '@/lib/client/api-error'
import { newKey } from '@/lib/client/new-key'

const BLUR_DELAY_MS = 250

export type Faults<N extends string> = Partial<Record<N, ReactNode>>

/**
 * Values and errors of a form. An error stays until its field is changed; the first invalid field gets the focus.
 * @param check validates the values by the same rules as the server
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

  /** Shows the errors and focuses the first invalid field. */
  function fail(found: Faults<N>) {
    setFaults(found)
    setTries((count) => count + 1)
  }

  function change(name: N, value: string) {
    setValues((before) => ({ ...before, [name]: value }))
    setFaults((before) => ({ ...before, [name]: undefined }))
  }

  /**
   * Validates a field on blur; an empty field is not an error yet. Delayed, because an error message that appears at once
   * would move the button that the user is about to press.
   */
  function leave(name: N) {
    setTimeout(() => {
      const now = latest.current
      const fault = now.values[name] === '' ? undefined : now.check(now.values)[name]
      if (fault) setFaults((before) => ({ ...before, [name]: fault }))
    }, BLUR_DELAY_MS)
  }

  return {
    values,
    faults,
    notice,
    form,
    fail,
    change,
    /** Props for a field's input. */
    part: (name: N) => ({
      value: values[name],
      fault: faults[name],
      onValue: (value: string) => change(name, value),
      onBlur: () => leave(name),
    }),
    /** Sets or clears the errors of single fields without moving the focus. */
    mark(found: Faults<N>) {
      setFaults((before) => ({ ...before, ...found }))
    },
    fill(entries: Partial<Record<N, string>>) {
      setValues((before) => ({ ...before, ...entries }))
    },
    /** Validates the form and shows its errors. @returns whether it is valid */
    isRight(): boolean {
      setNotice(null)
      const found = check(values)
      const wrong = Object.values(found).some((fault) => fault !== undefined)
      if (wrong) fail(found)
      return !wrong
    },
    /** Shows the server's errors at their fields; an error without a field becomes the form's notice. */
    refuse(error: unknown) {
      if (!(error instanceof ApiError)) throw error
      const fieldErrors = Object.entries(error.fieldMessages).filter(([path]) => path in values)
      if (fieldErrors.length > 0) fail(Object.fromEntries(fieldErrors) as Faults<N>)
      else setNotice(error)
    },
  }
}

/** The first message of each field. Empty values are left out, so that the schema reports them as missing. */
export function faultsOf<N extends string>(schema: z.ZodType, values: Record<N, string>): Faults<N> {
  const filled = Object.entries(values).filter(([, value]) => value !== '')
  const issues = schema.safeParse(Object.fromEntries(filled)).error?.issues ?? []
  const entries = issues.map(({ path, message }) => [String(path[0]), message]).reverse()
  return Object.fromEntries(entries) as Faults<N>
}

/** An idempotency key per content: a retry after a lost response returns the first result. */
export function useRepeatKey(): (content: unknown) => string {
  const last = useRef({ text: '', key: '' })
  return (content) => {
    const text = JSON.stringify(content)
    if (last.current.text !== text) last.current = { text, key: newKey() }
    return last.current.key
  }
}
