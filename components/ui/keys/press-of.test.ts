import { describe, expect, it } from 'vitest'
import { pressOf } from './press-of'
import { SHORTCUTS } from './shortcuts'

const press = (part: Partial<KeyboardEvent>) =>
  pressOf({
    key: '',
    code: '',
    keyCode: 0,
    isComposing: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    ...part,
  })

describe('the pressed key', () => {
  it('is a letter in lower case, with Caps Lock too', () => {
    expect(press({ key: 'a', code: 'KeyA' })).toBe('a')
    expect(press({ key: 'A', code: 'KeyA' })).toBe('a')
  })

  it('is what is written on it, not its place', () => {
    expect(press({ key: 'a', code: 'KeyQ' })).toBe('a')
  })

  it.each([
    [{ code: 'KeyA' }, 'a'],
    [{ code: 'Digit3' }, '3'],
    [{ code: 'Numpad3' }, '3'],
    [{ code: 'Slash' }, '/'],
    [{ code: 'Slash', shiftKey: true }, '?'],
    [{ code: 'ArrowDown' }, 'ArrowDown'],
  ])('is known by its place where an input method has taken it: %o', (part, key) => {
    expect(press({ key: 'Process', keyCode: 229, ...part })).toBe(key)
  })

  it('is the sign in half width, whatever the input method makes of it', () => {
    expect(press({ key: '？', code: 'Slash', shiftKey: true })).toBe('?')
    expect(press({ key: '、', code: 'Slash' })).toBe('/')
  })

  it.each([
    { ctrlKey: true },
    { altKey: true },
    { metaKey: true },
    { shiftKey: true },
    { isComposing: true },
  ])('is no shortcut with %o', (part) => expect(press({ key: 'a', code: 'KeyA', ...part })).toBeNull())
})

describe('the table', () => {
  it('gives no key to two shortcuts of one page', () => {
    const pages = [
      [
        'approve',
        'return',
        'decline',
        'claim',
        'release',
        'pass',
        'transfer',
        'back',
        'factNext',
        'factPrevious',
      ],
      ['takeNext', 'rowNext', 'rowPrevious', 'rowFirst', 'rowLast', 'pageNext', 'pagePrevious', 'rowOpen'],
    ] as const
    const desk = [
      ...pages[0],
      ...(['factPhoto', 'mark', 'photoNext', 'photoPrevious', 'photoAt', 'zoomIn', 'zoomOut'] as const),
      ...(['rotate', 'fullScreen', 'help'] as const),
    ]
    const list = [...pages[1], 'search', 'help'] as const
    for (const names of [desk, list]) {
      const keys = names.flatMap((name) => SHORTCUTS[name].keys)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})
