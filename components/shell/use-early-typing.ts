import type { FormInstance } from 'antd'
import { type RefObject, useEffect } from 'react'
import type { SignInFields } from '@/lib/client/staff-sign-in'

const FIELDS = ['username', 'password', 'totp'] as const

/**
 * Takes over what was typed, or filled in by the browser, before the page's scripts were there: the form does not know of
 * it and would call the fields empty. The cursor stays where it is if it is in the form already.
 * @param box around the form
 */
export function useEarlyTyping(
  box: RefObject<HTMLElement | null>,
  form: FormInstance<SignInFields>,
  firstField: 'username' | 'password',
): void {
  useEffect(() => {
    for (const name of FIELDS) {
      const typed = box.current?.querySelector<HTMLInputElement>(`#${name}`)?.value
      if (typed) form.setFieldValue(name, typed)
    }
    if (!box.current?.contains(document.activeElement)) form.focusField(firstField)
  }, [box, form, firstField])
}
