import { describe, expect, it } from 'vitest'
import { faultsOf } from './browser-floor'

describe('faultsOf', () => {
  it.each([
    ['[1].toSorted()', '.toSorted'],
    ['a?.b.findLast(c)', '.findLast'],
    ['Promise.withResolvers()', 'Promise.withResolvers'],
    ['new Intl.Segmenter("zh")', 'Intl.Segmenter'],
    ['structuredClone(a)', 'structuredClone'],
    ['window.requestIdleCallback(a)', 'requestIdleCallback'],
    ['class A { static { this.a = 1 } }', 'static block of a class'],
    ['class A { #a; has(b) { return #a in b } }', 'private name before `in`'],
    ['a.replace(/(?<=b)c/, d)', 'look-behind in a regular expression'],
    ['new RegExp("(?<!b)c")', 'look-behind in a regular expression'],
    ['RegExp("a", "d")', 'flag d of a regular expression'],
  ])('names what is too new in %s', (text, what) => {
    expect(faultsOf(text).map((fault) => fault.what)).toEqual([what])
  })

  it.each(['/a/v', 'using a = b', 'import a from "./a.json" with { type: "json" }'])(
    'reports that %s cannot be read',
    (text) => expect(faultsOf(text)[0]?.what).toMatch(/^cannot be read: /),
  )

  it.each([
    'class A { #a = 1; static b; get c() { return this.#a } }',
    'a ??= b?.c ?? 1n',
    'a.replaceAll("b", "c").replace(/(?<d>e)(?=f)/gu, "")',
    'z.union([a]).with(b); x.any(y); s.groupBy(f); "toSorted" in []',
  ])('accepts %s', (text) => {
    expect(faultsOf(text)).toEqual([])
  })
})
