import { parse } from 'acorn'
import { describe, expect, it } from 'vitest'
import { OLD_BROWSER_SCRIPT } from './old-browser-script'

/** @returns whether the notice is shown in a browser with these features, after this fault */
function noticeShown(element: object, browser: object, fault?: string): boolean {
  let hidden = true
  let onError: (event: { message: string }) => void = () => undefined
  const window = { ...browser, addEventListener: (_: string, work: typeof onError) => (onError = work) }
  const notice = { removeAttribute: () => (hidden = false) }
  const document = { documentElement: element, getElementById: () => notice }
  new Function('window', 'document', 'Promise', OLD_BROWSER_SCRIPT)(
    window,
    document,
    Reflect.get(browser, 'Promise'),
  )
  if (fault) onError({ message: fault })
  return !hidden
}

describe('the script for browsers below the floor', () => {
  const element = { replaceChildren: () => undefined }
  const browser = { BigInt64Array, Promise, fetch }

  it('is of a language that each of them reads', () => {
    expect(() => parse(OLD_BROWSER_SCRIPT, { ecmaVersion: 5 })).not.toThrow()
  })

  it('says nothing in a browser of the floor, nor for a fault that is none of its age', () => {
    expect(noticeShown(element, browser)).toBe(false)
    expect(noticeShown(element, browser, 'TypeError: x is null')).toBe(false)
  })

  it.each([
    ['Chrome 85', {}, browser],
    ['Safari 14', element, { Promise, fetch }],
    ['Chrome 63', element, { BigInt64Array, fetch, Promise: { all: () => undefined } }],
    ['Internet Explorer', {}, {}],
  ])('tells whoever comes with %s', (_name, itsElement, itsBrowser) => {
    expect(noticeShown(itsElement, itsBrowser)).toBe(true)
  })

  it('tells where a script of ours cannot be read', () => {
    expect(noticeShown(element, browser, 'Uncaught SyntaxError: Unexpected token {')).toBe(true)
  })
})
